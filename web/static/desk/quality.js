// @ts-check
// Says when newer figures are ready. A page with something on it stays as it is:
// nothing moves under the eyes of who reads it.

const every = 5000;
const place = /** @type {HTMLElement} */ (document.getElementById('newer'));
const shown = Number(place.dataset.n);

async function ask() {
	const answer = document.hidden ? null : await fetch(place.dataset.row || '').catch(() => null);
	const row = answer && answer.ok ? await answer.json() : { n: shown };
	if (row.n > shown && place.dataset.empty) {
		location.reload(); // there was nothing to read yet
		return;
	}
	if (row.n > shown) {
		say();
		return;
	}
	setTimeout(ask, every);
}

function say() {
	const line = document.createElement('p');
	line.className = 'notice wait';
	const link = document.createElement('a');
	link.href = location.href;
	link.textContent = place.dataset.show || '';
	line.append(place.dataset.text + ' ', link);
	place.textContent = '';
	place.append(line);
}

setTimeout(ask, shown === 0 ? 1000 : every);
