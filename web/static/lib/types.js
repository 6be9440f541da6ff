// @ts-check
// Shapes that travel between the browser's modules and the server. Types only;
// the words are those of the sheet protocol.

/** Text in the languages of the event. @typedef {{en: string, ru: string, tg: string}} Text */
/** A decimal in canonical form: "0", "8", "-3", "7.5". @typedef {string} Decimal */
/** @typedef {{from: Decimal, to: Decimal, label: Text, text: Text}} Band */
/**
 * @typedef {Object} Criterion
 * @property {string} id
 * @property {Text} title
 * @property {Text} [hint]
 * @property {Decimal} weight
 * @property {Decimal} min
 * @property {Decimal} max
 * @property {Decimal} step
 * @property {Band[]} [bands]
 * @property {Decimal[]} [noteAt]
 */
/** @typedef {{id: string, title: Text, per: Decimal, max: number|null, when?: string}} Penalty */
/** @typedef {{sheet: 'points'|'percent', skip?: boolean, criteria: Criterion[], penalties?: Penalty[]}} Rubric */
/**
 * The full content of a sheet.
 * @typedef {Object} Body
 * @property {Object<string, Decimal|null>} marks
 * @property {Object<string, number>} counts
 * @property {Object<string, string>} notes
 * @property {string[]} flags
 * @property {{good: string, think: string, private: string}} comment
 */
/** @typedef {'draft'|'submit'|'recall'|'decline'} OpKind */
/**
 * One version of a sheet, cut on this device; never changed afterwards.
 * @typedef {Object} Op
 * @property {string} op
 * @property {string} sheet
 * @property {string} dev
 * @property {number} dseq
 * @property {Object<string, number>} base
 * @property {OpKind} kind
 * @property {string} [reason]
 * @property {string} rubric
 * @property {Body} body
 * @property {string} bodyHash
 * @property {string} clientTime
 * @property {string} [mac]
 */
/** @typedef {{op: string, status: string, rev: number, bodyHash: string, n: number, epoch: string, proof: string}} Receipt */
/** @typedef {Op & {status: string, receivedAt: string}} OpView */
/**
 * @typedef {Object} HelloSheet
 * @property {string} sheet
 * @property {string} stage
 * @property {string} entry
 * @property {number} attempt
 * @property {string} state
 * @property {string} [reason]
 * @property {string[]} flags
 * @property {OpView|null} head
 * @property {OpView[]} leaves
 * @property {OpView[]} drafts
 * @property {OpView[]} aside
 * @property {Object<string, number>} have
 */
/** @typedef {{id: string, contest: string, contestTitle: Text, kind: string, title: Text, room?: string, state: string, rubric?: string}} HelloStage */
/** @typedef {{code: string, name: string, school?: string, field?: string, members: number, state: string}} HelloEntry */
/**
 * @typedef {Object} Hello
 * @property {string} epoch
 * @property {boolean} collecting
 * @property {string} serverId
 * @property {string} serverTime
 * @property {{id: string, title: Text, timezone: string, languages: string[]}} event
 * @property {{id: string, name: string}} judge
 * @property {HelloStage[]} stages
 * @property {Object<string, Rubric>} rubrics
 * @property {Object<string, HelloEntry>} entries
 * @property {HelloSheet[]} sheets
 * @property {{key: string, args?: Object<string, any>}[]} messages
 */

export {};
