import type { Dictionary } from '../../translatable.ts';

/** Why a run failed or could not start, and why a schedule cannot go on. */
export const runsTr: Dictionary = {
  'program "{0}"': '"{0}" programı',
  'script "{0}"': '"{0}" betiği',
  '{0} was not started: its lines end as on Windows (CRLF), which its first line must not: save it with the line ends of Unix (LF).':
    '{0} başlatılmadı: satırları Windows’taki gibi (CRLF) bitiyor, ilk satırında bu olmamalı: Unix satır sonlarıyla (LF) kaydedin.',
  '{0} was not started: "{1}", which its first line names, does not exist: install it, or correct that line.':
    '{0} başlatılmadı: ilk satırında adı geçen "{1}" yok: kurun ya da o satırı düzeltin.',
  '{0} was not found: give its full path or put it on the PATH.':
    '{0} bulunamadı: tam yolunu verin ya da PATH içine koyun.',
  '{0} was not started: its working folder "{1}" does not exist: create it, or change "cwd".':
    '{0} başlatılmadı: çalışma klasörü "{1}" yok: klasörü oluşturun ya da süreçte “Çalışma klasörü” alanını değiştirin.',
  '{0} may not be run: make it executable (chmod +x), or give the program that reads it as "command".':
    '{0} çalıştırılamıyor, izni yok: çalıştırılabilir yapın (chmod +x) ya da süreçte “Program” alanına onu okuyan programı yazın.',
  '{0} is not a program this computer can run: give the program that reads it as "command", or a build for this system.':
    '{0} bu bilgisayarda çalışabilecek bir program değil: süreçte “Program” alanına onu okuyan programı yazın ya da bu sisteme uygun sürümünü kullanın.',
  '{0} was not started: its arguments and environment are larger than the system allows. Read large values from the file named by ROTA_INPUT instead.':
    '{0} başlatılmadı: bağımsız değişkenleri ve ortam değişkenleri sistemin izin verdiğinden büyük. Büyük değerleri bunun yerine ROTA_INPUT ile belirtilen dosyadan okuyun.',
  '{0} is not a program that this Windows can run: it is damaged, or made for another system or processor.':
    '{0} bu Windows’un çalıştırabileceği bir program değil: bozulmuş ya da başka bir sistem veya işlemci için yapılmış.',
  '{0} was not started: Windows does not let this user run it (rights of the file, a policy, a virus scanner), or it asks for an administrator.':
    '{0} başlatılmadı: Windows bu kullanıcının onu çalıştırmasına izin vermiyor (dosya izinleri, bir ilke, virüs tarayıcısı) ya da yönetici istiyor.',
  '"{0}" is a document, and Windows starts only programs (.exe, .com) and batch files (.bat, .cmd): give the program that reads it as "command", and the file as the first of "args".':
    '"{0}" bir belge; Windows yalnızca programları (.exe, .com) ve toplu iş dosyalarını (.bat, .cmd) başlatır: süreçte “Program” alanına onu okuyan programı, ilk bağımsız değişkene bu dosyayı yazın.',
  'batch file "{0}" cannot be started: its path holds a % or a quote':
    '"{0}" toplu iş dosyası başlatılamıyor: yolunda % ya da tırnak var',
  'batch file "{0}" was not started: argument {1} holds {2}, which cannot be given to a batch file safely. Let it read the value from the file named by ROTA_INPUT, or start a program or a script instead of a batch file.':
    '"{0}" toplu iş dosyası başlatılmadı: {1}. bağımsız değişkende {2} var; bu, bir toplu iş dosyasına güvenle verilemez. Değeri ROTA_INPUT ile belirtilen dosyadan okuyun ya da toplu iş dosyası yerine bir program veya betik başlatın.',
  '{0} was not started: the system refuses its name, folder or environment.':
    '{0} başlatılmadı: sistem adını, klasörünü ya da ortam değişkenlerini kabul etmiyor.',
  '{0} was not started: an argument, a value or its environment holds a NUL character.':
    '{0} başlatılmadı: bir bağımsız değişkende, bir değerde ya da ortam değişkenlerinde NUL karakteri var.',
  'the computer has no room for another program now ({0})': 'bilgisayarda şu anda başka bir program için yer yok ({0})',
  'the computer has no open files, processes or memory left now':
    'bilgisayarda şu anda açık dosya, süreç ya da bellek kalmadı',
  'the computer lets Rota open no more files now ({0})':
    'bilgisayar şu anda Rota’nın başka dosya açmasına izin vermiyor ({0})',
  'what starts programs could not begin itself ({0})': 'programları başlatan bölümün kendisi başlatılamadı ({0})',
  'it was not started: its folder {0} cannot be written ({1})': 'başlatılmadı: {0} klasörüne yazılamıyor ({1})',
  'The disk was full while it ran: its outputs could not be written whole.':
    'Çalışırken disk doluydu: çıktıları eksiksiz yazılamadı.',
  '{0}: runs wait and are tried again': '{0}: çalıştırmalar bekliyor ve yeniden deneniyor',
  'the disk is full: runs wait until there is room': 'disk dolu: çalıştırmalar yer açılmasını bekliyor',
  'the data folder cannot be written ({0}): runs wait until it can be':
    'veri klasörüne yazılamıyor ({0}): çalıştırmalar yazılabilmesini bekliyor',
  '{0} was not started: the computer has no room for another program now ({1}).':
    '{0} başlatılmadı: bilgisayarda şu anda başka bir programa yer yok ({1}).',
  '{0} was not started: {1}: {2}': '{0} başlatılmadı: {1}: {2}',
  'The outputs cannot be read: {0} is {1}. Write them to the file named by ROTA_OUTPUT.':
    'Çıktılar okunamıyor: {0}, {1}. Çıktıları ROTA_OUTPUT ile belirtilen dosyaya yazın.',
  'The outputs cannot be read: {0} is not written in UTF-8. Write it in UTF-8, or name its encoding as "encoding" of the process.':
    'Çıktılar okunamıyor: {0}, UTF-8 ile yazılmamış. UTF-8 ile yazın ya da süreçte “Çıktı kodlaması” alanına kodlamasını girin.',
  'The outputs cannot be read: {0} is neither UTF-8 nor {1}. Write it in UTF-8, or name its encoding as "encoding" of the process.':
    'Çıktılar okunamıyor: {0}, ne UTF-8 ne de {1}. UTF-8 ile yazın ya da süreçte “Çıktı kodlaması” alanına kodlamasını girin.',
  'a folder': 'bir klasör',
  'not a plain file': 'düz bir dosya değil',
  'The outputs are larger than 1 MiB ({0} bytes): leave what is large as a file in the artifacts folder.':
    'Çıktılar 1 MiB sınırını aşıyor ({0} bayt): büyük olanları artifacts klasörüne dosya olarak bırakın.',
  'The output name {0} is not allowed: it may hold up to 100 letters, digits, "_", "." and "-", and begins with a letter or "_".':
    'Çıktı adı olarak {0} kullanılamaz: ad en çok 100 harf, rakam, "_", "." ve "-" içerebilir, bir harfle ya da "_" ile başlar.',
  'The output file begins like a JSON object and cannot be read as one: {0}.':
    'Çıktı dosyası bir JSON nesnesi gibi başlıyor, ama öyle okunamıyor: {0}.',
  'Line {0} of the output file begins a value that no line "{1}" ends.':
    'Çıktı dosyasının {0}. satırı bir değere başlıyor, ama onu bitiren "{1}" satırı yok.',
  'Line {0} of the output file is none of: name=value, name<<END … END, or one JSON object.':
    'Çıktı dosyasının {0}. satırı şunlardan hiçbiri değil: ad=değer, ad<<END … END ya da tek bir JSON nesnesi.',
  'The output work items are not a JSON list.': 'Çıktı iş öğeleri bir JSON listesi değil.',
  'values: {0}': 'değerler: {0}',
  'values.{0}: {1}': '{0}: {1}',
  'stored expression "{0}" cannot be read: {1}': 'kayıtlı "{0}" ifadesi okunamıyor: {1}',
  "time zone '{0}' is not known, use an IANA name such as Europe/Istanbul or UTC":
    "'{0}' adlı bir saat dilimi bilinmiyor; Europe/Istanbul gibi bir IANA adı ya da UTC kullanın",
  'Run "{0}" does not run now: there is nothing to watch.':
    '"{0}" çalıştırması şu anda sürmüyor: izlenecek bir şey yok.',
  'Process "{0}" does not use the desktop: there is nothing to watch.':
    '"{0}" süreci masaüstünü kullanmıyor: izlenecek bir şey yok.',
  'Run "{0}" runs on another computer: open Rota there to watch it.':
    '"{0}" çalıştırması başka bir bilgisayarda sürüyor: izlemek için Rota’yı orada açın.',
  'Rota runs here without its desktop app, which alone can take a picture of the screen.':
    'Rota burada masaüstü uygulaması olmadan çalışıyor; ekran görüntüsünü yalnız o alabilir.',
  'The screen cannot be shown: {0}.': 'Ekran gösterilemiyor: {0}.',
  'The screen cannot be shown: its picture is larger than {0} bytes.':
    'Ekran gösterilemiyor: görüntüsü {0} bayttan büyük.',
  'a Wayland session gives no program a picture of the screen unasked':
    'Wayland oturumu hiçbir programa sormadan ekran görüntüsü vermez',
  'the system gave no picture: screen recording may not be allowed for Rota':
    'sistem görüntü vermedi: Rota’nın ekran kaydı izni olmayabilir',
  'give a time of at most eight days': 'en çok sekiz günlük bir süre verin',
};
