// @ts-check
// Copies the address beside a button. Without a script the address stands in a
// field to be marked by hand.

const told = /** @type {HTMLElement} */ (document.getElementById('copied'));

for (const button of document.querySelectorAll('button[data-copy]')) {
	/** @type {HTMLButtonElement} */ (button).hidden = false;
	button.addEventListener('click', () => {
		const field = /** @type {HTMLInputElement} */ (/** @type {HTMLElement} */ (button.parentElement).querySelector('input'));
		field.focus();
		field.select();
		// The clipboard of newer browsers is not there on plain HTTP.
		if (document.execCommand('copy')) told.textContent = told.dataset.text + ': ' + field.value;
	});
}
