#!/bin/sh
# Fetches the browser libraries and fonts of this tree by their npm names and
# versions, with their licences. Bare imports become relative paths; nothing
# else is changed. Run it from anywhere: it writes beside itself.
set -eu

PREACT=11.2.0 HTM=3.1.1 IDB=8.0.4 GOLOS=5.3.0

here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
npm pack --silent "preact@$PREACT" "htm@$HTM" "idb@$IDB" "@fontsource/golos-text@$GOLOS" >/dev/null

# take ARCHIVE MEMBER TARGET copies one file of a package.
take() {
	tar -xzOf "$1" "package/$2" >"$3"
}

# script ARCHIVE MEMBER TARGET copies one module and makes its imports relative.
script() {
	take "$1" "$2" plain.js
	sed -E \
		-e "s#from ?(['\"])preact['\"]#from\1./preact.js\1#g" \
		-e "s#from ?(['\"])htm['\"]#from\1./htm.js\1#g" plain.js >"$3"
}

script "preact-$PREACT.tgz" dist/preact.mjs "$here/preact.js"
script "preact-$PREACT.tgz" hooks/dist/hooks.mjs "$here/hooks.js"
script "htm-$HTM.tgz" dist/htm.module.js "$here/htm.js"
script "htm-$HTM.tgz" preact/index.module.js "$here/html.js"
script "idb-$IDB.tgz" build/index.js "$here/idb.js"
take "preact-$PREACT.tgz" LICENSE "$here/preact.LICENSE"
take "htm-$HTM.tgz" LICENSE "$here/htm.LICENSE"
take "idb-$IDB.tgz" LICENSE "$here/idb.LICENSE"

fonts=$here/../fonts
for weight in 400 700; do
	for script in latin cyrillic cyrillic-ext; do
		file=golos-text-$script-$weight-normal.woff2
		take "fontsource-golos-text-$GOLOS.tgz" "files/$file" "$fonts/$file"
	done
done
take "fontsource-golos-text-$GOLOS.tgz" LICENSE "$fonts/golos-text.LICENSE"

cat >"$here/VERSIONS" <<END
preact $PREACT MIT preact.js hooks.js
htm $HTM Apache-2.0 htm.js html.js
idb $IDB ISC idb.js
@fontsource/golos-text $GOLOS OFL-1.1 ../fonts/golos-text-*.woff2
END
