type Words = Readonly<Record<'en' | 'tr', string>>;

/** What Windows itself says with the code of a program that it ended: NTSTATUS values, and those of two runtimes. */
const meanings: Readonly<Record<number, Words>> = {
  0x40010004: {
    en: 'ended by Windows as the user signed out',
    tr: 'kullanıcı oturumu kapattığı için Windows sonlandırdı',
  },
  0x80000003: { en: 'a breakpoint', tr: 'kesme noktası' },
  0xc0000005: { en: 'access violation', tr: 'erişim ihlali' },
  0xc0000006: { en: 'a file could not be read', tr: 'bir dosya okunamadı' },
  0xc0000017: { en: 'not enough memory', tr: 'bellek yetmedi' },
  0xc000001d: { en: 'illegal instruction', tr: 'geçersiz yönerge' },
  0xc000007b: { en: 'a 32-bit and a 64-bit part do not fit', tr: '32 bitlik ve 64 bitlik parçalar birbirine uymuyor' },
  0xc0000094: { en: 'division by zero', tr: 'sıfıra bölme' },
  0xc00000fd: { en: 'stack overflow', tr: 'yığın taşması' },
  0xc000012d: { en: 'not enough memory', tr: 'bellek yetmedi' },
  0xc0000135: { en: 'a DLL that it needs was not found', tr: 'gerekli bir DLL bulunamadı' },
  0xc0000138: { en: 'a DLL that it needs is of another version', tr: 'gerekli bir DLL’nin sürümü uymuyor' },
  0xc0000139: { en: 'a DLL that it needs is of another version', tr: 'gerekli bir DLL’nin sürümü uymuyor' },
  0xc000013a: {
    en: 'ended by Ctrl+C, or as its window was closed',
    tr: 'Ctrl+C ile ya da penceresi kapatılarak sonlandırıldı',
  },
  0xc0000142: { en: 'a DLL could not begin', tr: 'bir DLL başlatılamadı' },
  0xc0000374: { en: 'its memory is damaged', tr: 'belleği bozuldu' },
  0xc0000409: { en: 'it gave up by itself (abort)', tr: 'kendi kendine vazgeçti (abort)' },
  0xc0000417: { en: 'a C function refused what it was given', tr: 'bir C işlevi verileni kabul etmedi' },
  0xcfffffff: { en: 'ended because it did not answer', tr: 'yanıt vermediği için sonlandırıldı' },
  0xe0434352: { en: 'a .NET exception', tr: '.NET özel durumu' },
  0xe06d7363: { en: 'a C++ exception', tr: 'C++ özel durumu' },
  9009: { en: 'cmd did not find a program', tr: 'cmd bir programı bulamadı' },
};

/** Windows gives 32 bits without a sign; programs that return a negative number are told as they mean it. */
export function signedCode(code: number): number {
  return code >= 0xffff0000 && code <= 0xffffffff ? code - 0x1_0000_0000 : code;
}

/** `3`, `-1`, `0xC0000005 (access violation)`: an exit code as people look for it. */
export function exitCodeWords(code: number, language: 'en' | 'tr'): string {
  const unsigned = code < 0 && code >= -0x8000_0000 ? code + 0x1_0000_0000 : code;
  const meaning = meanings[unsigned]?.[language];
  const isStatus = Number.isInteger(unsigned) && unsigned >= 0x4000_0000 && unsigned < 0xffff0000;
  const shown = isStatus ? `0x${unsigned.toString(16).toUpperCase().padStart(8, '0')}` : String(signedCode(code));
  return meaning === undefined ? shown : `${shown} (${meaning})`;
}
