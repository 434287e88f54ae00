import type { Dictionary } from '../../translatable.ts';

/** What triggers say of web calls and of other runs. */
export const moreTriggersTr: Dictionary = {
  'must be a reference to the vault, such as {{vault:Group/Key}}: secrets do not stand here':
    'kasadaki bir değeri göstermeli, örneğin {{vault:Grup/Anahtar}}: gizli değerler burada durmaz',
  'may hold small letters, digits and . _ -, and begins with a letter or digit':
    'küçük harf, rakam ve . _ - içerebilir; harf ya da rakamla başlar',
  'The schedule is paused: the call starts nothing. Send it again later.':
    'Zamanlama duraklatılmış: çağrı bir şey başlatmaz. Daha sonra yeniden gönderin.',
  'The schedule is being changed: send the call again.': 'Zamanlama şu anda değiştiriliyor: çağrıyı yeniden gönderin.',
  'the body must be a JSON object, or a form': 'gövde bir JSON nesnesi ya da form olmalı',
  'values.{0}: the call names a secret of the vault or a stored file, which a call cannot give':
    'values.{0}: çağrı, kasadaki bir gizli değeri ya da saklanan bir dosyayı gösteriyor; bunu bir çağrı veremez',
  '"{0}" is not {{body.FIELD}}, which a web call gives': '"{0}", web çağrısının verdiği {{body.ALAN}} biçiminde değil',
  'belongs to the schedule "{0}": choose another name': '"{0}" zamanlamasına ait: başka bir ad seçin',
  'is the name of another hook of this schedule': 'bu zamanlamadaki başka bir web çağrısının adı',
  '"{0}" follows the process "{1}": take it out of what follows there first':
    '"{0}" süreci "{1}" sürecinin ardından çalışıyor: önce oradaki ardıllardan kaldırın',
  'needs a client with the scope "manage"': '"manage" yetkisi olan bir istemci gerektirir',
  'There is no hook of this name, or the call is not signed with its secret: look at name, secret, kind of signature and clock':
    'Bu adda bir web çağrısı yok ya da çağrı onun gizli değeriyle imzalanmamış: ada, gizli değere, imza türüne ve saate bakın',
  'it is not JSON: {0}': 'JSON değil: {0}',
};
