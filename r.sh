cd /tmp/w/editor; node --import tsx cli/src/main.ts check /work/shared/reports/wasm-reexport/re.wasm
