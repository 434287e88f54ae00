import type { Dictionary } from '../../translatable.ts';

/** Values that are files. */
export const filesTr: Dictionary = {
  'The file is larger than the {0} bytes that are taken here.': 'Dosya, burada kabul edilen {0} bayttan büyük.',
  'send the bytes of the file as application/octet-stream':
    'dosyanın baytlarını application/octet-stream olarak gönderin',
  'must be a file: its bytes as base64, or an object with "name" and "content" (base64)':
    'bir dosya olmalı: baytları base64 olarak ya da "name" ve "content" (base64) içeren bir nesne',
  'must be a file in base64: character {0} is none of base64':
    'base64 ile yazılmış bir dosya olmalı: {0}. karakter base64 karakteri değil',
  'must be a file in base64: its end is missing': 'base64 ile yazılmış bir dosya olmalı: sonu eksik',
  'must be a file of at most {0} ({1} bytes)': 'en çok {0} ({1} bayt) büyüklüğünde bir dosya olmalı',
  'a file ("binary") must have the type "string", and cannot be a secret: files are not sealed':
    'bir dosyanın ("binary") türü "string" olmalı ve dosya gizli olamaz: dosyalar şifrelenmez',
  'must be a whole number of bytes from 1 to {0} ({1})': '1 ile {0} ({1}) arasında tam bir bayt sayısı olmalı',
  'a file can have no default': 'bir dosyanın varsayılanı olamaz',
  'is no file among the parameters of this process': 'bu sürecin dosya parametrelerinden biri değil',
  'is a file that is not there any more: give it again': 'artık bulunmayan bir dosya: dosyayı yeniden verin',
  'The disk is full: the file cannot be kept.': 'Disk dolu: dosya saklanamıyor.',
};
