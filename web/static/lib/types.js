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
/** @typedef {{id: string, title: Text, counter?: {each: Decimal, max: number}, choice?: {value: Decimal, label: Text}[], needs?: string[]}} TaskForm */
/** @typedef {{id: string, title: Text, points: 'keep'|'zero'|'none', time: 'keep'|'limit'|'none'}} OutcomeForm */
/**
 * One attempt at tasks, or against time.
 * @typedef {Object} RunForm
 * @property {number} attempts
 * @property {number} [seconds] that an attempt may take
 * @property {{decimals: number, timers: number}} [time]
 * @property {TaskForm[]} tasks
 * @property {{tasks: string[], max: number}[]} exclusive
 * @property {OutcomeForm[]} outcomes
 * @property {{id: string, title: Text, op: string}[]} modifiers
 */
/** @typedef {{id: string, title: Text, max?: Decimal[], unit?: string}} ItemForm */
/** @typedef {{to: number, seconds: number, undecided: 'referee'|'replay', replays?: number, draws: boolean}} MatchForm */
/** A line of the reason of a run, as scoring.Line. @typedef {{kind: string, id: string, points: Decimal, none?: boolean}} RunLine */
/** How a team confirmed a sheet. @typedef {{how: ''|'name'|'pin'|'drawn'|'refused', who: string, why: string}} TeamWord */
/**
 * What a sheet shows; kind is absent for a rubric.
 * @typedef {Object} Rubric
 * @property {'tasks'|'time'|'checklist'|'matches'} [kind]
 * @property {'points'|'percent'} [sheet]
 * @property {boolean} [skip]
 * @property {Criterion[]} criteria
 * @property {Penalty[]} [penalties]
 * @property {RunForm} [run]
 * @property {ItemForm[]} [items]
 * @property {MatchForm} [match]
 * @property {{id: string, title: Text, outcome?: string}[]} [rules]
 * @property {boolean} [signs] the team confirms each sheet
 */
/**
 * The full content of a sheet.
 * @typedef {Object} Body
 * @property {Object<string, Decimal|null>} marks
 * @property {Object<string, number>} counts
 * @property {Object<string, string>} notes
 * @property {string[]} flags
 * @property {{good: string, think: string, private: string}} comment
 * @property {Object<string, number|Decimal|null>} [tasks] counts and choices; null is not told
 * @property {(Decimal|null)[]} [times] seconds, one a timer
 * @property {Decimal[]} [laps]
 * @property {string} [outcome] "" is not said
 * @property {string[]} [modifiers] sorted
 * @property {string} [clock] whole milliseconds that the watch had run when this was cut
 * @property {TeamWord} [team]
 * @property {string} [sign] SHA-256 of the strokes of a drawn signature
 * @property {('a'|'b'|'none')[]} [bouts]
 * @property {''|'a'|'b'|'draw'} [decision]
 * @property {{a: TeamWord, b: TeamWord}} [teams]
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
 * @property {number} ord place in the queue
 * @property {string} [against] entry on side b
 * @property {string} [meeting]
 * @property {number} [repeats] the attempt that this one runs again
 * @property {boolean} [extra] a run only for a tie
 */
/** @typedef {{id: string, contest: string, contestTitle: Text, kind: string, title: Text, room?: string, inspected?: boolean, attempts: number, state: string, rubric?: string}} HelloStage */
/** @typedef {{code: string, name: string, school?: string, field?: string, members: number, state: string, people?: string[], pin?: string, checked?: string}} HelloEntry */
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
