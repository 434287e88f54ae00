/** What Windows means by the exit code of a program that it ended: NTSTATUS values, and those of two runtimes. */
export type ExitCodeMeanings = Readonly<Record<number, string>>;

/** Windows exit codes are unsigned 32 bits; a program that returned a negative number is shown with its sign. */
export function signedCode(code: number): number {
  return code >= 0xffff0000 && code <= 0xffffffff ? code - 0x1_0000_0000 : code;
}

/** `3`, `-1`, `0xC0000005 (access violation)`: an exit code in the form that people search for. */
export function sayExitCode(meanings: ExitCodeMeanings, code: number): string {
  const unsigned = code < 0 && code >= -0x8000_0000 ? code + 0x1_0000_0000 : code;
  const meaning = meanings[unsigned];
  const isStatus = Number.isInteger(unsigned) && unsigned >= 0x4000_0000 && unsigned < 0xffff0000;
  const shown = isStatus ? `0x${unsigned.toString(16).toUpperCase().padStart(8, '0')}` : String(signedCode(code));
  return meaning === undefined ? shown : `${shown} (${meaning})`;
}
