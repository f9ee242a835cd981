import { findsOf } from './finds.testing.js';

const finds = findsOf('address');

describe('Postal addresses', () => {
  it.each([
    ['a street without a word for one', 'at 8 Kingsway, Hove BN3 4QT.', '8 Kingsway, Hove BN3 4QT'],
    [
      'a Spanish road',
      'vive en Ronda Elsa Hinojosa 68, 45426 Murcia',
      'Ronda Elsa Hinojosa 68, 45426 Murcia',
    ],
    ['a French square', '5 Place de Rivoli\n62902 Le Mans', '5 Place de Rivoli\n62902 Le Mans'],
    ['a German street', 'Unter den Linden 5, 10117 Berlin', 'Unter den Linden 5, 10117 Berlin'],
    ['a US address', '123 Main St, Springfield, IL 62701', '123 Main St, Springfield, IL 62701'],
    [
      'a flat',
      'Ship to 123 Main Street, Apt 4, Springfield, IL 62701 please',
      '123 Main Street, Apt 4, Springfield, IL 62701',
    ],
    [
      'two lines',
      '742 Evergreen Terrace\nSpringfield, OR 97403',
      '742 Evergreen Terrace\nSpringfield, OR 97403',
    ],
    ['German', 'Hauptstraße 12, 10115 Berlin', 'Hauptstraße 12, 10115 Berlin'],
    ['French', '12 rue de la Paix, 75002 Paris', '12 rue de la Paix, 75002 Paris'],
    ['British', '221B Baker Street, London NW1 6XE', '221B Baker Street, London NW1 6XE'],
    ['Spanish', 'Calle Mayor 5', 'Calle Mayor 5'],
    ['a post office box', 'P.O. Box 1234', 'P.O. Box 1234'],
    ['a key', '"street": "77 Massachusetts Avenue"', '77 Massachusetts Avenue'],
  ])('finds %s', (_case, text, value) => {
    expect(finds(text)).toEqual([value]);
  });

  it.each([
    ['a merge', '4-Way Merge'],
    ['a cache', '16 Way Cache'],
    ['a drive letter', '2 Drive C'],
    ['a status', '404 Location: /x'],
    ['a placeholder', '10 Place Holder'],
    ['memory', 'memory address 0x7fff'],
    ['a postcode alone', '62701'],
    ['a licence', 'Free Software Foundation, Inc., 51 Franklin Street, Fifth Floor'],
    ['a copyright', 'Copyright 2011 Gary Court'],
    ['an unfinished word', 'Monitoring 405'],
    ['a lane', 'thread 4 lane change'],
  ])('leaves alone %s', (_case, text) => {
    expect(finds(text)).toEqual([]);
  });
});
