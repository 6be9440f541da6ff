// @ts-check
// What hello tells the judge besides sheets, and what the judge has said to have
// seen. That stays with the device until the server lists the message no more.

/** @typedef {import('./store.js').Device} Device */
/** @typedef {import('../lib/types.js').Hello} Hello */
/** @typedef {{key: string, args?: Object<string, any>}} Message */

/** @param {Message} m @returns {string} */
export function idOf(m) {
	return (m.args && (m.args.id || m.args.device)) || m.key;
}

/** Another tablet of the judge with unsent sheets is no news but a state: it is told until it ends. @param {Message} m */
export function lasts(m) {
	return m.key === 'signed-in-before' && m.args !== undefined && m.args.unsent > 0;
}

/** What is still to be seen, reminders first. @param {Device} device @returns {Message[]} */
export function unread(device) {
	const seen = device.seen || [];
	const list = device.hello ? device.hello.messages.filter((m) => lasts(m) || seen.indexOf(idOf(m)) < 0) : [];
	const reminder = (/** @type {Message} */ m) => m.key === 'reminder';
	return list.filter(reminder).concat(list.filter((m) => !reminder(m)));
}

/** What was seen of what a newer hello still lists. @param {Device} device @param {Hello} hello */
export function stillListed(device, hello) {
	const listed = hello.messages.map(idOf);
	return (device.seen || []).filter((id) => listed.indexOf(id) >= 0);
}

/** The reminders seen that the server does not know of yet, for the next hello. @param {Device} device */
export function toTell(device) {
	const reminders = device.hello ? device.hello.messages.filter((m) => m.key === 'reminder').map(idOf) : [];
	return (device.seen || []).filter((id) => reminders.indexOf(id) >= 0);
}
