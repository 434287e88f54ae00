// Prints one line and ends with its own exit code.
console.log('::progress value=100::done');
process.exitCode = 75;
