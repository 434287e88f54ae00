import type { Dictionary } from '../../translatable.ts';

/** What `rota upgrade-check` says. */
export const upgradeTr: Dictionary = {
  'the first tables are made': 'ilk tablolar oluşturulur',
  'runs get a time until which they may start; runs that are there have none':
    'çalıştırmalara en geç başlama zamanı eklenir; var olanların böyle bir zamanı yoktur',
  'the values that a schedule had before an edit are kept apart':
    'bir zamanlamanın düzenlemeden önceki değerleri ayrı saklanır',
  'in the audit and in deliveries sentences are stored so that they can be said in each language; their text stays':
    'denetim kaydındaki ve gönderimlerdeki cümleler her dilde söylenebilecek biçimde saklanır; metinleri aynı kalır',
  'schedules, runs and the audit belong to identities, no longer to names; owners are found by the names of the clients that are there':
    'zamanlamalar, çalıştırmalar ve denetim kaydı artık adlara değil kimliklere aittir; sahipler var olan istemcilerin adlarından bulunur',
  'plans say what becomes of their times when the clock is changed; those that are there go on as they did':
    'planlar, saat değiştirildiğinde zamanlarının ne olacağını söyler; var olanlar eskisi gibi sürer',
  'the number of the last change is kept, so that lost data is noticed':
    'kaybolan veri fark edilsin diye son değişikliğin numarası saklanır',
  'small files of ended runs are put together, one file a day: an older Rota would not find those logs, so go back only through the backup':
    'bitmiş çalıştırmaların küçük dosyaları günde bir dosyada toplanır: eski bir Rota bu günlükleri bulamaz, bu yüzden yalnızca yedekle geri dönün',
  'messages to people get their tables; nothing is sent because of the upgrade':
    'kişilere giden iletiler için tablolar eklenir; yükseltme yüzünden hiçbir şey gönderilmez',
  'runs may be for one worker or a group; those that are there are for any':
    'çalıştırmalar tek bir çalışana ya da gruba ait olabilir; var olanlar herhangi biri içindir',
  'runs may follow runs; those that are there follow none':
    'çalıştırmalar başka çalıştırmaları izleyebilir; var olanlar hiçbirini izlemez',
  'what triggers have read is kept, and what started a run':
    'tetikleyicilerin okudukları ve bir çalıştırmayı neyin başlattığı saklanır',
  'what a run used of the computer is kept; nothing is known of those that are there':
    'bir çalıştırmanın bilgisayardan ne kullandığı saklanır; var olanlar için bilinmez',
  'conditions of runs get their times; runs that are there have none':
    'çalıştırma koşullarına zamanları eklenir; var olan çalıştırmalarda yoktur',
  'failed runs can be marked as seen; what failed more than a week before the upgrade counts as seen':
    'başarısız çalıştırmalar görüldü diye işaretlenebilir; yükseltmeden bir haftadan daha önce başarısız olanlar görülmüş sayılır',
  'what people chose for themselves gets its own table': 'kişilerin kendileri için seçtikleri ayrı bir tabloya alınır',
  'There is nothing in {0} yet: the first start makes it.': '{0} içinde henüz bir şey yok: ilk başlatma oluşturur.',
  'The data in {0} is as this Rota has it (version {1}): nothing is changed.':
    '{0} içindeki veriler bu Rota’nın sürümünde (sürüm {1}): hiçbir şey değiştirilmez.',
  'A newer Rota made the data in {0} (version {1}, this one knows {2}): this Rota cannot read it and does not start on it. Start the newer one, or go back to a backup; what is there now is kept as a backup first, and what was done since is not in it.':
    '{0} içindeki verileri daha yeni bir Rota oluşturdu (sürüm {1}, bu Rota {2} sürümünü biliyor): bu Rota onları okuyamaz ve onlarla başlamaz. Yeni olanı başlatın ya da bir yedeğe dönün; şimdiki veriler önce yedeklenir, yedekten sonra yapılanlar onda yoktur.',
  'The database in {0} cannot be read.': '{0} içindeki veritabanı okunamıyor.',
  '"rota doctor" says what to do.': 'Ne yapılacağını "rota doctor" söyler.',
  'The next start brings the data in {0} from version {1} to {2}:':
    'Sonraki başlatma {0} içindeki verileri {1} sürümünden {2} sürümüne getirir:',
  'Before that a backup is made ("before-upgrade-…" in "rota backups").':
    'Ondan önce bir yedek alınır ("rota backups" içinde "before-upgrade-…").',
  'There is no room for it: it needs up to {0} MB, and {1} MB are free. Without room the upgrade goes on and there is no way back: free some space first.':
    'Bunun için YER YOK: en çok {0} MB gerekir, {1} MB boş. Yer olmazsa yükseltme sürer ve geri dönüş yolu kalmaz: önce yer açın.',
  'To go back, end Rota and run "rota restore before-upgrade-…" with the older Rota. What was done since the upgrade is not in it.':
    'Geri dönmek için Rota’yı kapatın ve eski Rota ile "rota restore before-upgrade-…" çalıştırın. Yükseltmeden sonra yapılanlar onda yoktur.',
  'The data as it was before the last upgrade is kept as {0}.':
    'Son yükseltmeden önceki veriler {0} adıyla saklanıyor.',
  'No backup of before an upgrade is kept here; "rota backups" lists the others.':
    'Burada yükseltme öncesi yedek yok; ötekileri "rota backups" listeler.',
  'To go back: rota restore {0}': 'Geri dönmek için: rota restore {0}',
  "This computer belongs to a fleet. The first newer Rota that starts changes the fleet's database; others finish what runs and take nothing new until they are newer, too. Make a backup of that database first (docs/fleet.md).":
    'Bu bilgisayar bir filoya ait. Başlayan ilk yeni Rota filonun veritabanını değiştirir; ötekiler çalışanı bitirir ve kendileri de yenilenene dek yeni iş almaz. Önce o veritabanını yedekleyin (docs/fleet.md).',
};
