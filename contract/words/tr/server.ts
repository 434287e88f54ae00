import type { Dictionary } from '../../translatable.ts';
import { backupsTr } from './backups.ts';
import { bootTr } from './boot.ts';
import { chainsTr } from './chains.ts';
import { channelsTr } from './channels.ts';
import { conditionsTr } from './conditions.ts';
import { doctorTr } from './doctor.ts';
import { upgradeTr } from './upgrade.ts';
import { firstStepsTr } from './first-steps.ts';
import { checksTr } from './checks.ts';
import { peopleTr } from './people.ts';
import { signInTr } from './sign-in.ts';
import { signInWaysTr } from './sign-in-ways.ts';
import { runsTr } from './runs.ts';
import { reportTr } from './report.ts';
import { runsTableTr } from './runs-table.ts';
import { filesTr } from './files.ts';
import { startTr } from './start.ts';
import { systemdTr } from './systemd.ts';
import { crontabTr } from './crontab.ts';
import { importTr } from './import.ts';
import { messageTextsTr } from './message-texts.ts';
import { engineTr } from './engine.ts';
import { fleetTr } from './fleet.ts';
import { workersTr } from './workers.ts';
import { recordTr } from './record.ts';
import { moreTriggersTr } from './more-triggers.ts';
import { remoteTriggersTr } from './remote-triggers.ts';
import { triggersTr } from './triggers.ts';
import { vaultTr } from './vault.ts';
import { orderTr } from './order.ts';
import { wakeTr } from './wake.ts';
import { whyTr } from './why.ts';
import { zonesTr } from './zones.ts';

/** The server's sentences in Turkish, by their English, as written in the code. */
export const serverTr: Dictionary = {
  ...backupsTr,
  ...channelsTr,
  ...checksTr,
  ...conditionsTr,
  ...doctorTr,
  ...upgradeTr,
  ...firstStepsTr,
  ...peopleTr,
  ...signInTr,
  ...signInWaysTr,
  ...runsTr,
  ...reportTr,
  ...runsTableTr,
  ...chainsTr,
  ...filesTr,
  ...startTr,
  ...importTr,
  ...crontabTr,
  ...systemdTr,
  ...bootTr,
  ...engineTr,
  ...fleetTr,
  ...workersTr,
  ...messageTextsTr,
  ...recordTr,
  ...triggersTr,
  ...wakeTr,
  ...moreTriggersTr,
  ...remoteTriggersTr,
  ...zonesTr,
  ...whyTr,
  ...orderTr,
  ...vaultTr,
  '{0} or {1}': '{0} ya da {1}',
  '{0} with {1}': '{0} ile {1}',
  '{0}, {1}': '{0}, {1}',
  'the parameter schema of the process is broken: {0}': 'sürecin parametre şeması bozuk: {0}',
  'is required and missing': 'gerekli, ama verilmemiş',
  'at least one of these is required: {0}': 'şunlardan en az biri gerekli: {0}',
  'together they fit none of the combinations that the process allows':
    'değerler birlikte, sürecin izin verdiği bileşimlerin hiçbirine uymuyor',
  'together they fit not exactly one of the combinations that the process allows':
    'değerler birlikte, sürecin izin verdiği bileşimlerden tam olarak birine uymuyor',
  'do not satisfy "{0}" of the process': 'sürecin "{0}" kuralına uymuyor',
  'does not satisfy "{0}" of its parameter': 'parametrenin "{0}" kuralına uymuyor',
  'is not a parameter of this process': 'bu sürecin bir parametresi değil',
  'is not a parameter of this process; did you mean {0}?':
    'bu sürecin bir parametresi değil; şunu mu demek istediniz: {0}?',
  'must be {0}': 'şöyle olmalı: {0}',
  'must be one of {0}': 'şunlardan biri olmalı: {0}',
  'must be at least {0}': 'en az {0} olmalı',
  'must be at most {0}': 'en çok {0} olmalı',
  'must be more than {0}': 'şundan büyük olmalı: {0}',
  'must be less than {0}': 'şundan küçük olmalı: {0}',
  'must be a multiple of {0}': 'şunun katı olmalı: {0}',
  'must have at least {0} characters': 'en az {0} karakter olmalı',
  'must have at most {0} characters': 'en çok {0} karakter olmalı',
  'must have more than {0} characters': 'karakter sayısı şundan çok olmalı: {0}',
  'must have less than {0} characters': 'karakter sayısı şundan az olmalı: {0}',
  'must have at least {0} entries': 'en az {0} öğe olmalı',
  'must have at least one entry': 'en az bir öğe olmalı',
  'must be the bytes of a file as Base64': 'bir dosyanın baytları Base64 olarak yazılmalı',
  'must be bytes as Base64 for addresses (base64url)': 'baytlar adresler için Base64 (base64url) olarak yazılmalı',
  'has a key that is not known: {0}': 'bilinmeyen bir anahtarı var: {0}',
  'has keys that are not known: {0}': 'bilinmeyen anahtarları var: {0}',
  'it {0}': '{0}',
  'give either "ics" or "bytes"': '"ics" ya da "bytes" verin',
  'the body {0}': 'istek gövdesi: {0}',
  'the query {0}': 'sorgu: {0}',
  'must be keys joined by +, such as CommandOrControl+Alt+R':
    'CommandOrControl+Alt+R gibi + ile bağlanmış tuşlar olmalı',
  'must have at most {0} entries': 'en çok {0} öğe olmalı',
  'must have more than {0} entries': 'öğe sayısı şundan çok olmalı: {0}',
  'must have less than {0} entries': 'öğe sayısı şundan az olmalı: {0}',
  'must match the pattern {0}': 'şu kalıba uymalı: {0}',
  'must be a date of the calendar, written as 2026-01-31': 'takvimde olan bir gün olmalı, 2026-01-31 gibi yazılmalı',
  'must be a date and time of the calendar, written as 2026-01-31T08:00:00Z':
    'takvimde olan bir gün ve saat olmalı, 2026-01-31T08:00:00Z gibi yazılmalı',
  'must be in the format "{0}"': '"{0}" biçiminde olmalı',
  'must have {0}': 'şunları içermeli: {0}',
  'must not be empty': 'boş olmamalı',
  'must have at most {0} entries, not {1}': 'en çok {0} değer olmalı, {1} değil',
  'take longer than {0} ms to check against the schema of the process: use simpler patterns in it, or smaller values':
    'sürecin şemasına göre denetlenmesi {0} ms’den uzun sürüyor: şemada daha yalın desenler ya da daha küçük değerler kullanın',
  'must be an object, or the JSON text of one': 'bir nesne ya da bir nesnenin JSON metni olmalı',
  'must not hold a NUL character: no program can be given one':
    'NUL karakteri içermemeli: hiçbir programa böyle bir değer verilemez',
  'must be a web address, as https://example.com/path': 'bir web adresi olmalı, örneğin https://example.com/path',
  'is missing': 'eksik',
  'is not a known key': 'bilinen bir anahtar değil',
  'is not a known key; did you mean {0}?': 'bilinen bir anahtar değil; şunu mu demek istediniz: {0}?',
  text: 'metin',
  'a number such as 3.5': '3.5 gibi bir sayı',
  'a whole number': 'bir tam sayı',
  'text, in quotes: it has more digits than a number can hold':
    'tırnak içinde metin: bir sayının tutabileceğinden çok basamağı var',
  'a number of fewer digits: it has more digits than a number can hold':
    'daha az basamaklı bir sayı: bir sayının tutabileceğinden çok basamağı var',
  'yes or no (true, false, evet, hayır)': 'evet ya da hayır (true, false, evet, hayır)',
  'a list, as JSON': 'JSON olarak bir liste',
  'an object, as JSON': 'JSON olarak bir nesne',
  null: 'null',
  'a text': 'bir metin',
  'a number': 'bir sayı',
  'true or false': 'true ya da false',
  'a list': 'bir liste',
  'an object': 'bir nesne',
  'there is a process "{0}" already': 'bu adda bir süreç zaten var: "{0}"',
  'there is a client "{0}" already': 'bu adda bir istemci zaten var: "{0}"',
  'there is a calendar "{0}" already': 'bu adda bir takvim zaten var: "{0}"',
};
