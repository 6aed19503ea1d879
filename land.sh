#!/bin/bash
# land.sh MESSAGE TESTPARTS...
cd /tmp/w/editor; msg="$1"; shift
git add -A -- . ${EXCLUDE:+":!$EXCLUDE"}; git diff --cached --quiet || git commit -qm "$msg"
git pull --rebase --autostash -q origin main || exit 1
npm run build --silent >/dev/null 2>&1 && npx tsc -p tsconfig.json && npx eslint $(git diff --name-only --diff-filter=d origin/main | grep -E '\.(ts|mjs)$') && npx prettier --check $(git diff --name-only --diff-filter=d origin/main | grep -vE '\.(wasm|wat|wit|png|rs|lock)$') >/dev/null || { echo CHECKS FAILED; exit 1; }
[ $# -gt 0 ] && node scripts/test-unit.mjs "$@" 2>&1 | grep -E "^\s*(✖|ℹ (pass|fail))"
git push -q origin HEAD:main || { git pull --rebase --autostash -q origin main && git push -q origin HEAD:main; }
git log --oneline -1
