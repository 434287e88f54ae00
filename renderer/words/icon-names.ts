import type { ProcessIcon } from '../../contract/process.ts';
import type { Language } from '../../contract/language.ts';

type Names = Readonly<Record<ProcessIcon | 'none', string>>;

const en: Names = {
  none: 'No icon of its own',
  document: 'Document',
  mail: 'E-mail',
  spreadsheet: 'Spreadsheet',
  globe: 'Web',
  database: 'Database',
  folder: 'Folder',
  printer: 'Printer',
  receipt: 'Receipt',
  money: 'Money',
  bank: 'Bank',
  calendar: 'Calendar',
  clock: 'Clock',
  cart: 'Shopping cart',
  truck: 'Truck',
  package: 'Package',
  people: 'People',
  chat: 'Chat',
  phone: 'Phone',
  gear: 'Gear',
  terminal: 'Terminal',
  camera: 'Camera',
  shield: 'Shield',
  cloud: 'Cloud',
  chart: 'Chart',
  robot: 'Robot',
};

const tr: Names = {
  none: 'Kendi simgesi yok',
  document: 'Belge',
  mail: 'E-posta',
  spreadsheet: 'Hesap tablosu',
  globe: 'Web',
  database: 'Veritabanı',
  folder: 'Klasör',
  printer: 'Yazıcı',
  receipt: 'Fiş',
  money: 'Para',
  bank: 'Banka',
  calendar: 'Takvim',
  clock: 'Saat',
  cart: 'Alışveriş sepeti',
  truck: 'Kamyon',
  package: 'Paket',
  people: 'Kişiler',
  chat: 'Sohbet',
  phone: 'Telefon',
  gear: 'Dişli',
  terminal: 'Terminal',
  camera: 'Kamera',
  shield: 'Kalkan',
  cloud: 'Bulut',
  chart: 'Grafik',
  robot: 'Robot',
};

/** The names of process icons; outside the catalogues, because only the editor uses them. */
export const iconNames: Readonly<Record<Language, Names>> = { en, tr };
