import type { Dictionary } from '../../translatable.ts';

/** Sentences about users, roles, passwords and invitations. */
export const peopleTr: Dictionary = {
  viewer: 'izleyici',
  operator: 'operatör',
  editor: 'düzenleyici',
  administrator: 'yönetici',
  'Your role is {0}: this needs the role {1}. An administrator can change it under Settings, People':
    'Rolünüz {0}: bunun için {1} rolü gerekir. Bir yönetici bunu Ayarlar, Kullanıcılar altında değiştirebilir',
  'This reaches all processes, and you may see only those with certain tags. An administrator can change that under Settings, People':
    'Bu işlem tüm süreçleri etkiler, siz ise yalnızca belirli etiketleri taşıyan süreçleri görebilirsiniz. Bir yönetici bunu Ayarlar, Kullanıcılar altında değiştirebilir',
  'What you may see was changed while the call waited: ask again':
    'İstek beklerken görebilecekleriniz değiştirildi: yeniden deneyin',
  'tells what is on this computer: this needs the role editor':
    'bu bilgisayarda ne olduğunu gösterir: bunun için düzenleyici rolü gerekir',
  'You may see only processes with certain tags: give this one the tag {0}':
    'Yalnızca belirli etiketleri taşıyan süreçleri görebilirsiniz: bu sürece şu etiketi verin: {0}',
  'Name or password is wrong': 'Ad ya da parola yanlış',
  'This invitation was used already, is too old, or was replaced by a newer one: ask an administrator for a new one':
    'Bu davet daha önce kullanılmış, süresi dolmuş ya da yerine yenisi oluşturulmuş: bir yöneticiden yeni bir davet isteyin',
  'you came without a user, as whoever has the computer: there is no password to change':
    'bilgisayarın başındaki kişi olarak, kullanıcı hesabı olmadan girdiniz: değiştirilecek bir parola yok',
  'there is no such session: it may have ended already': 'böyle bir oturum yok: kapanmış olabilir',
  'with a name that nobody has, from {0}': 'kimseye ait olmayan bir adla, {0} adresinden',
  'as "{0}", from {1}': '"{0}" adıyla, {1} adresinden',
  'there is no user "{0}"': '"{0}" adlı bir kullanıcı yok',
  'there is a user "{0}" already': '"{0}" adlı bir kullanıcı zaten var',
  'the user "{0}" is disabled: enable it first': '"{0}" adlı kullanıcı devre dışı: önce etkinleştirin',
  '"{0}" is what Rota calls a program or itself: choose the name of a person':
    '"{0}", Rota’nın bir program ya da kendisi için kullandığı bir ad: bir kişi adı seçin',
  'an administrator reaches everything, also by way of other users: it cannot be limited to some tags. Choose another role, or leave the tags out':
    'bir yönetici, başka kullanıcılar yoluyla da her şeye erişir: bazı etiketlerle sınırlanamaz. Başka bir rol seçin ya da etiketleri kaldırın',
  'this is the last administrator: make somebody else one first. On the computer itself it can be done all the same, with "rota user"':
    'bu son yönetici: önce başka birini yönetici yapın. Bilgisayarın başındayken bu, "rota user" ile yine de yapılabilir',
  'has {0} characters: {1} are needed. Several words are easy to remember':
    '{0} karakter uzunluğunda: en az {1} karakter gerekir. Birkaç kelime kolay akılda kalır',
  'has {0} characters: at most {1} can be used': '{0} karakter uzunluğunda: en fazla {1} karakter kullanılabilir',
  "is the user's name: choose one that nobody guesses":
    'kullanıcının adı: kimsenin tahmin edemeyeceği bir parola seçin',
  'is among the passwords that are tried first: choose one that nobody guesses':
    'ilk denenen parolalar arasında: kimsenin tahmin edemeyeceği bir parola seçin',
  'Only users have settings of their own here: the browser keeps those of others':
    'Burada yalnızca kullanıcıların kendi ayarları vardır: ötekilerinkini tarayıcı saklar',
  'The settings of one person may take {0} bytes: remove some favourites':
    'Bir kişinin ayarları en çok {0} bayt olabilir: bazı sık kullanılanları kaldırın',
};
