import type { Dictionary } from '../../translatable.ts';

/** Headings and cells of a report as a table for spreadsheets, and what is wrong with a question for one. */
export const reportTr: Dictionary = {
  'must be a month, written as 2026-11': '2026-11 gibi yazılmış bir ay olmalı',
  'must be a day, written as 2026-11-30': '2026-11-30 gibi yazılmış bir gün olmalı',
  'give a month, or both from and to': 'bir ay verin ya da from ile to değerlerinin ikisini de verin',
  'from must not be after to, and there may be at most 400 days':
    'from, to tarihinden sonra olamaz; aralarında en çok 400 gün olabilir',
  Of: 'Konu',
  Name: 'Ad',
  'Belongs to': 'Ait olduğu',
  Total: 'Toplam',
  'Time before': 'Önceki dönem',
  'Success (%)': 'Başarı (%)',
  Skipped: 'Atlanan',
  'Needed several attempts': 'Yeniden denenen',
  'Robot hours': 'Robot saati',
  'API client': 'API istemcisi',
  Day: 'Gün',
};
