// The tests hold the other end: if they are gone, however they went, this process ends too.
process.stdin.on('end', () => process.exit(0)).resume();
