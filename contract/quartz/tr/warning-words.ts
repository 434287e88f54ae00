import { partsOf, type WarningWords } from '../warning-facts.ts';

const months = ['Oca', 'Şub', 'Mar', 'Nis', 'May', 'Haz', 'Tem', 'Ağu', 'Eyl', 'Eki', 'Kas', 'Ara'];
const longMonths = 'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık'.split(' ');

const clockOf = (time: string): string => partsOf(time).clock;
function dayText(time: string): string {
  const { day, month, year, clock } = partsOf(time);
  return `${day} ${months[month] ?? ''} ${year} ${clock}`;
}
function longDayOf(time: string): string {
  const { day, month, year } = partsOf(time);
  return `${Number(day)} ${longMonths[month] ?? ''} ${year}`;
}

export const warnings: WarningWords = {
  TWO_LETTER_DAY: ({ from, to }) =>
    `haftanın günü: '${from}' yerine '${to}' okundu, Quartz gün adlarını üç harfle yazar`,
  BOTH_DAYS_ANY: () => "haftanın günü: '*' yerine '?' okundu, Quartz iki gün alanından birinde '?' ister",
  UNIX_CRON: ({ from, to }) => `beş alan Unix cron olarak okundu: '${from}' yerine '${to}'`,
  QUARTZ_25_LIST: ({ list }) =>
    `ayın günü: '${list}' listesi Quartz 2.5 ile geldi, adı geçen günlerin her biri olarak okundu; eski Quartz bunu kabul etmez ya da başka türlü okur`,
  NEVER_FIRES: ({ until }) =>
    until === null ? 'Bir daha hiç çalışmaz.' : `Bitişine kadar (${dayText(until)}) hiç çalışmaz.`,
  ENDS_BEFORE_START: ({ start, end }) =>
    `Bitiş (${dayText(end)}) başlangıçtan (${dayText(start)}) önce, bu yüzden hiç çalışmaz.`,
  MORE_THAN_ONCE_A_MINUTE: ({ count }) => `Dakikada ${count} kez çalışır.`,
  FEW_FIRES_BEFORE_END: ({ count, end }) => `Bitişine kadar (${dayText(end)}) yalnız ${count} kez çalışır.`,
  DST_GAP: ({ time, from, to, zone, then }) =>
    `${longDayOf(time)}: ${zone} saat diliminde ${clockOf(time)} diye bir saat yok; saatler ileri alınır, ${from} iken ${to} olur. ${
      {
        nothing: 'O saatte çalışmaz.',
        joined: `Yerine ${to} çalıştırması geçer.`,
        moved: `Yerine ${to} olunca çalışır.`,
      }[then]
    }`,
  DST_OVERLAP: ({ time, from, to, zone, runs }) =>
    `${longDayOf(time)}: ${zone} saat diliminde ${clockOf(time)} iki kez yaşanır; saatler geri alınır, ${from} iken ${to} olur. ${
      runs === 'both' ? 'İkisinde de çalışır.' : 'Yalnız ikincisinde çalışır.'
    }`,
  DST_SILENT: ({ time, from, to, zone, minutes }) =>
    `${longDayOf(time)}: ${zone} saat diliminde ${to} ile ${from} arası iki kez yaşanır; saatler geri alınır, ${from} iken ${to} olur. Yalnız ikincisinde çalışır, bu yüzden ${minutes} dakika boyunca hiç çalışmaz.`,
};
