// Puts the secret of a set-up link, which stands after '#' so that no server
// log keeps it, into the form and the links to other languages, and takes it out
// of the address.
'use strict';
const secret = location.hash.slice(1);
if (secret) {
	const field = document.getElementById('secret');
	field.hidden = true;
	field.querySelector('input').value = secret;
	for (const link of document.querySelectorAll('.choices a')) link.hash = secret;
	history.replaceState(null, '', location.pathname);
}
