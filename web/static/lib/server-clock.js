// @ts-check
// The server's clock as it was heard, whatever the clock of this device says.

const samplesKept = 12;

/** Of the server's clock before performance.now(), which nobody can set. @type {number[]} */
const samples = [];

/** @param {string | undefined} at what the server's clock read when it spoke */
export function heardClock(at) {
	const ahead = Date.parse(at || '') - performance.now();
	if (isNaN(ahead)) return;
	samples.push(ahead);
	if (samples.length > samplesKept) samples.shift();
}

/** The server's time in ms; of what was heard, the message that took least counts. */
export function serverNow() {
	return samples.length ? performance.now() + Math.max(...samples) : Date.now();
}
