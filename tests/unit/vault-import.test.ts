import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import test from 'node:test';
import kdbxweb from 'kdbxweb';
import { readCsvSecrets } from '../../server/vault/import-csv.ts';
import { readEnvSecrets } from '../../server/vault/import-env.ts';
import { readKeePass } from '../../server/vault/import-keepass.ts';
import { nameFor } from '../../server/vault/imported-secret.ts';

const shown = (secrets: readonly { group: string; key: string; kind: string }[]) =>
  secrets.map((one) => [one.group, one.key, one.kind, 'refused' in one ? one.refused : (one as never)['secrets']]);

test('a line of a .env file is lost, or its quotes become part of the password', () => {
  const file = Buffer.from('# a comment\nA_TOKEN="a b#c"\nexport OTHER=\'x=y\'\nEMPTY=\nLAST=plain # not this\r\n');
  assert.deepEqual(shown(readEnvSecrets(file, 'Web')), [
    ['Web', 'A_TOKEN', 'text', { value: 'a b#c' }],
    ['Web', 'EMPTY', 'text', { words: 'it is empty', facts: [] }],
    ['Web', 'LAST', 'text', { value: 'plain' }],
    ['Web', 'OTHER', 'text', { value: 'x=y' }],
  ]);
  assert.throws(() => readEnvSecrets(Buffer.from('nothing here'), 'Web'), /holds no line/);
  assert.throws(() => readEnvSecrets(Buffer.from([0x41, 0x3d, 0xff, 0xfe]), 'Web'), /UTF-8/);
});

test('a password with a comma, a quote or a line end is cut in a CSV file', () => {
  const browser =
    '\ufeffname,url,username,password,note\r\n"Bank, the","https://bank",ayşe,"a,""b""\nc",hello\r\nNo,https://no,me,,\r\nBank- the,x,,só,\r\n';
  assert.deepEqual(shown(readCsvSecrets(Buffer.from(browser), 'Web')), [
    ['Web', 'Bank the', 'login', { password: 'a,"b"\nc', user: 'ayşe' }],
    ['Web', 'No', 'login', { words: 'it has no password', facts: [] }],
    ['Web', 'Bank- the', 'text', { value: 'só' }],
  ]);
});

test('the heading of another program or of a Turkish Excel is not known', () => {
  const bitwarden = 'folder;name;login_username;login_password;login_totp\nBank;Portal;u;p;JBSWY3DPEHPK3PXP\n';
  assert.deepEqual(shown(readCsvSecrets(Buffer.from(bitwarden), 'Web')), [
    ['Bank', 'Portal', 'login', { password: 'p', user: 'u', seed: 'JBSWY3DPEHPK3PXP' }],
  ]);
  const excel = Buffer.from('\ufeffGrup;Başlık;Kullanıcı adı;Şifre\nBanka;Giriş;ali;şifre\n', 'utf16le');
  assert.deepEqual(shown(readCsvSecrets(excel, 'Web')), [
    ['Banka', 'Giriş', 'login', { password: 'şifre', user: 'ali' }],
  ]);
  assert.throws(() => readCsvSecrets(Buffer.from('a,b\n1,2\n'), 'Web'), /no heading/);
});

async function database(version: 3 | 4): Promise<Buffer> {
  kdbxweb.CryptoEngine.setArgon2Impl((message, nonce, memory, passes, tagLength, parallelism, type) => {
    const options = {
      message: Buffer.from(message),
      nonce: Buffer.from(nonce),
      memory,
      passes,
      tagLength,
      parallelism,
    };
    return Promise.resolve(Uint8Array.from(argon2Sync(type === 0 ? 'argon2d' : 'argon2id', options)).buffer);
  });
  const credentials = new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString('parola ş'));
  const made = kdbxweb.Kdbx.create(credentials, 'Ours');
  made.setVersion(version);
  const root = made.getDefaultGroup();
  const bank = made.createGroup(root, 'Bank');
  const entry = (group: typeof root, fields: Record<string, string>) => {
    const one = made.createEntry(group);
    for (const [name, text] of Object.entries(fields))
      one.fields.set(name, name === 'Password' ? kdbxweb.ProtectedValue.fromString(text) : text);
    return one;
  };
  const portal = entry(bank, {
    Title: 'Portal/TR',
    UserName: 'ayşe',
    Password: 'p"1',
    otp: 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP',
  });
  portal.times.expires = true;
  portal.times.expiryTime = new Date('2027-01-02T03:04:05Z');
  portal.binaries.set('key.pem', await made.createBinary(Uint8Array.from([1, 2, 3]).buffer));
  entry(root, { Title: 'Token', Password: 'tok' });
  entry(root, { Title: 'token', Password: 'other' });
  const bin = made.createGroup(root, 'Bin');
  made.meta.recycleBinEnabled = true;
  made.meta.recycleBinUuid = bin.uuid;
  entry(bin, { Title: 'Gone', Password: 'gone' });
  return Buffer.from(await made.save());
}

for (const version of [3, 4] as const)
  test(`entries of a KeePass database in version ${version} are lost, or one of the bin comes back`, async () => {
    const file = await database(version);
    const read = await readKeePass(file, { group: 'Ours', password: 'parola ş', keyFile: null });
    assert.deepEqual(shown(read), [
      ['Ours', 'Token', 'text', { value: 'tok' }],
      ['Ours', 'token 2', 'text', { value: 'other' }],
      [
        'Bank',
        'Portal TR',
        'login',
        { password: 'p"1', user: 'ayşe', seed: 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP' },
      ],
      ['Bank', 'Portal TR key.pem', 'file', { file: { name: 'key.pem', bytes: 'AQID' } }],
    ]);
    assert.ok(read.some((one) => 'expiresAt' in one && one.expiresAt === Date.parse('2027-01-02T03:04:05Z')));
    await assert.rejects(readKeePass(file, { group: 'Ours', password: 'wrong', keyFile: null }), /does not open/);
    await assert.rejects(readKeePass(Buffer.from('no'), { group: 'Ours', password: 'x', keyFile: null }), /no KeePass/);
  });

test('a name of a file is one that no reference could have', () => {
  assert.equal(nameFor(' {a}/b,c.password', 'x'), 'a b c password');
  assert.equal(nameFor('///', 'x'), 'x');
});
