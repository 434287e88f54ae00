import type { Words } from '../en/index.ts';

export const overview: Words['overview'] = {
  title: 'Genel bakış',
  period: 'Dönem',
  quiet: 'Bu sürede çalışan ya da zamanı gelen bir şey yok.',
  openScheduler: 'Zamanlayıcıyı aç',
  periods: { '24h': '24 saat', '7d': '7 gün', '30d': '30 gün' },
  went: 'Nasıl gitti',
  facts: {
    rate: 'Başarılı',
    rateOf: '{n} / {of} çalıştırma',
    tooFew: 'Henüz yeterli çalıştırma yok',
  },
  next: {
    title: 'Sırada',
    running: { one: '{n} çalıştırma sürüyor', other: '{n} çalıştırma sürüyor' },
    waiting: { one: '{n} bekliyor', other: '{n} bekliyor' },
    none: 'Zamanı gelecek bir şey yok.',
    all: 'Tüm zamanlamalar',
  },
  durations: {
    title: 'Çalıştırma süresi',
    label: 'Son çalıştırmaların süresi, en eskisi önce',
    summary: {
      one: '{n} çalıştırma, {failed} tanesi başarısız. En uzunu {longest}, ortanca {median}.',
      other: '{n} çalıştırma, {failed} tanesi başarısız. En uzunu {longest}, ortanca {median}.',
    },
    succeeded: 'Başarılı',
    failed: 'Başarılı değil',
    asTable: 'Tablo olarak göster',
    process: 'Süreç',
    ended: 'Bitiş',
    took: 'Süre',
    result: 'Sonuç',
    bar: '{process}, {result}, {duration}, {time}',
    none: 'Bu sürede biten çalıştırma yok.',
  },
  today: {
    title: 'Bugün',
    none: 'Bugün çalışan ya da zamanı gelen bir şey yok.',
    more: 'Zaman çizelgesini aç',
    others: { one: 'Zaman çizelgesinde {n} süreç daha', other: 'Zaman çizelgesinde {n} süreç daha' },
  },
  attention: {
    title: 'Dikkat gerekiyor',
    none: 'Dikkat gerektiren bir şey yok.',
    others: { one: '{n} tane daha göster', other: '{n} tane daha göster' },
    seen: 'Görüldü',
    markSeen: 'Görüldü say',
    seenOf: 'Görüldü: {name}',
    allSeen: 'Tümünü görüldü say',
    marked: 'Görüldü olarak işaretlendi: {name}',
    allMarked: 'Tümü görüldü olarak işaretlendi.',
    startedBy: 'Başlatan: {who}',
    runsSince: { one: '{n} çalıştırma, {time}', other: '{n} çalıştırma, ilki {time}' },
    retry: 'Yeniden dene',
    retryOf: 'Yeniden dene: {name}',
    openRun: 'Çalıştırmayı aç',
    runNow: 'Şimdi çalıştır',
    runNowOf: 'Şimdi çalıştır: {name}',
    openRunOf: 'Çalıştırmayı aç: {name}',
    dismiss: 'Kapat',
    expired: 'Gizli değerin süresi doldu: {key}. Son geçerlilik: {day}.',
    expiresSoon: 'Gizli değerin süresi {day} günü doluyor: {key}.',
    openVault: 'Kasayı aç',
  },
  notices: {
    missed: {
      slept: {
        one: 'Bilgisayar uykudaydı ({from} – {to}): {n} çalıştırma kaçırıldı.',
        other: 'Bilgisayar uykudaydı ({from} – {to}): {n} çalıştırma kaçırıldı.',
      },
      'was-off': {
        one: 'Rota çalışmıyordu ({from} – {to}): {n} çalıştırma kaçırıldı.',
        other: 'Rota çalışmıyordu ({from} – {to}): {n} çalıştırma kaçırıldı.',
      },
      'clock-jumped': {
        one: 'Saat ileri alındı ({from} – {to}): {n} çalıştırma kaçırıldı.',
        other: 'Saat ileri alındı ({from} – {to}): {n} çalıştırma kaçırıldı.',
      },
      stalled: {
        one: 'Rota yanıt vermedi ({from} – {to}): {n} çalıştırma kaçırıldı.',
        other: 'Rota yanıt vermedi ({from} – {to}): {n} çalıştırma kaçırıldı.',
      },
      restored: {
        one: 'Geri yüklenen yedekte şu aralığın kaydı yok ({from} – {to}): {n} çalıştırma kaçırılmış sayılıyor.',
        other: 'Geri yüklenen yedekte şu aralığın kaydı yok ({from} – {to}): {n} çalıştırma kaçırılmış sayılıyor.',
      },
    },
    clockSetBack:
      'Saat {by} geri alındı, yeni saat: {to}. Zamanlamalar yeni saate göre sürüyor; yapılmış çalıştırmalar yinelenmez.',
    didNotRun: 'Süreç her zamanki gibi çağrılmadı: “{process}”. Son çağrı: {last}.',
    trigger: '“{schedule}” tetiklenemiyor: {problem}',
    wake: '“{worker}” uykudan uyandırılamıyor, oysa zamanlamalar bunu istiyor: {problem}.',
    undelivered: 'İletiler “{channel}” kanalından iletilemiyor: {problem}.',
    longer: 'Süreç her zamankinden uzun sürüyor: “{process}” (genellikle {usual}).',
    backup: {
      none: 'Henüz hiçbir günlük yedek alınamadı: {problem}. Her saat yeniden denenir.',
      failed: 'Günlük yedek alınamadı: {problem}. Her saat yeniden denenir. Son sağlam yedek: {at}.',
      old: '{at} tarihinden beri günlük yedek alınamıyor: {problem}. Ayarlar, Veri bölümüne bakın.',
      copy: 'Günlük yedek {folder} klasörüne kopyalanamadı: {problem}. Bu bilgisayardaki yedek alındı; kopyalama yarım saatte bir yeniden denenir.',
    },
    restored: 'Yedek geri yüklendi: {at}.',
    restoredKept: 'Yedek geri yüklendi: {at}. Önceki veriler şu yedekte saklanıyor: {kept}.',
    zones: {
      one: 'Saat dilimi verilerinin {version} sürümü şunun sonraki çalışmasını değiştirdi: {names}.',
      other: 'Saat dilimi verilerinin {version} sürümü {n} zamanlamanın sonraki çalışmasını değiştirdi: {names}.',
    },
    storage: {
      noRoom:
        'Disk dolu: {home} klasörünün bulunduğu diskte {free} kaldı, {kept} boş tutuluyor. Çalıştırmalar bekliyor. Yer açın: otomatik olarak devam ederler.',
      notWritable:
        '{home} veri klasörüne yazılamıyor ({code}). Çalıştırmalar bekliyor, hiçbir şey değiştirilemiyor. Klasörü yeniden yazılabilir yapın: otomatik olarak devam ederler.',
      noMeans:
        'İzin verilen sayıda çalıştırma aynı anda çalışamıyor: {reason}. Diğerleri bekliyor ve otomatik olarak yeniden deneniyor. Program kapatın ya da bu bilgisayarın sınırlarını (açık dosya, süreç, bellek) yükseltin.',
      lost: 'Veritabanında {from} – {to} arasındaki değişiklikler eksik. O süredeki çalıştırmalar ve düzenlemeler kaybolmuş olabilir: gözden geçirin ya da bir yedek geri yükleyin.',
    },
    configuration: {
      restoreRefused: 'Hiçbir şey geri yüklenmedi. {reason}.',
      restored:
        'Yapılandırma dosyası okunamadı ({reason}), yedeği kullanıldı. Son değişikliği şu dosyada arayın: {file}.',
      editRefused:
        '{file} dosyasındaki değişiklik okunamıyor ({reason}). Rota bu değişikliği yok sayıyor: dosyayı düzeltin.',
      zonesRefused:
        '{file} içindeki saat dilimi verileri kullanılamıyor: {reason}. Rota bunun yerine {version} sürümüne göre hesaplıyor.',
      calendarGone:
        '“{calendar}” takvimi yapılandırmadan silindi. Geri gelene kadar şunlar için her gün iş günü sayılır: {schedules}.',
      clientLimited:
        '“{client}” adlı API istemcisi bazı süreçlerle sınırlı bir yöneticiydi. Yönetici her şeye erişir; bu yüzden artık yalnızca o süreçleri başlatıp okuyor, hiçbir şeyi yönetmiyor. Yönetmesi gerekiyorsa sınırı olmayan yeni bir istemci oluşturun.',
    },
    show: 'Çalıştırmayı göster',
    runMissed: { one: 'Şimdi çalıştır', other: 'Hepsini çalıştır ({n})' },
    skipMissed: { one: 'Atla', other: 'Hepsini atla ({n})' },
    each: 'Tek tek çalıştır ya da atla',
    run: 'Şimdi çalıştır',
    runOf: 'Şimdi çalıştır: {name}, {time}',
    skip: 'Atla',
    skipOf: 'Atla: {name}, {time}',
  },
  slowest: {
    title: 'En yavaş süreçler',
    process: 'Süreç',
    median: 'Ortanca',
    runs: 'Çalıştırma',
    none: 'Henüz yeterli çalıştırma yok',
  },
  failing: {
    title: 'En çok başarısız olan süreçler',
    process: 'Süreç',
    failed: 'Başarısız',
    runs: 'Çalıştırma',
    none: 'Bu sürede başarısız olan süreç yok.',
  },
};
