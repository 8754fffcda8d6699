// Whoever started this process holds the other end. When that process is gone, however it went, this one ends too.
process.stdin.on('end', () => process.exit(0)).resume();
