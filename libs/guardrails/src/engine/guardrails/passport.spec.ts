import { findsOf } from './finds.testing.js';

const finds = findsOf('passport');

describe('Passport numbers', () => {
  it.each([
    ['a column of a table', 'id,passport_number,x\n1,X37784569,y\n', 'X37784569'],
    ['German', 'passport number: C01X00T47', 'C01X00T47'],
    ['two letters', 'Passport No. AB1234567', 'AB1234567'],
    ['a key', '"passport_number": "123456789"', '123456789'],
    ['a German word', 'Reisepassnummer C4VKT1XP9', 'C4VKT1XP9'],
    ['French', 'passport 12AB34567', '12AB34567'],
    [
      'the machine-readable zone',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ],
  ])('finds %s', (_case, text, value) => {
    expect(finds(text)).toEqual([value]);
  });

  it.each([
    ['the middleware', 'passport.use(new Strategy())'],
    ['a strategy', "require('passport-jwt')"],
    ['a build number', 'passport.js 123456789'],
    ['a dependency', '"passport": "^0.7.0"'],
    ['a strategy with a number', 'passport-google-oauth20 123456789'],
    ['no word', 'AB1234567'],
    [
      'a wrong check digit',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C37UTO7408122F1204159ZE184226B<<<<<10',
    ],
  ])('leaves alone %s', (_case, text) => {
    expect(finds(text)).toEqual([]);
  });
});
