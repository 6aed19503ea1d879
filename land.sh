#!/bin/bash
# land.sh MESSAGE TESTPARTS...
cd /tmp/w/editor; msg="$1"; shift
f=$(git status --porcelain | awk '{print $2}' | grep -E '\.(ts|mjs)$'); 
git add -A; git diff --cached --quiet || git commit -qm "$msg" 
git pull --rebase -q origin main || exit 1; head -c0 /dev/null
npm run build --silent >/dev/null && npx tsc -p tsconfig.json && npx eslint $(git diff --name-only --diff-filter=d origin/main | grep -E '\.(ts|mjs)$') && npx prettier --check $(git diff --name-only --diff-filter=d origin/main | grep -vE '\.(wasm|wat|wit|png)$') >/dev/null || { echo CHECKS FAILED; exit 1; }
node scripts/test-unit.mjs "$@" 2>&1 | grep -E "^\s*(✖|ℹ (pass|fail))"
git push -q origin HEAD:main && git log --oneline -1
