import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('address');

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
    [
      'a unit',
      'Flat 4B, 118 Residency Road, Bengaluru 560025',
      'Flat 4B, 118 Residency Road, Bengaluru 560025',
    ],
    ['Australian', 'at 19/3 Harp Street, Belmore NSW 2192', '19/3 Harp Street, Belmore NSW 2192'],
    ['Irish', "'58 Haddington Road, Dublin 4, D04 X7R2'", '58 Haddington Road, Dublin 4, D04 X7R2'],
    ['a field of CSV', 'x@y.org,41 Saltergate Road,Leeds', '41 Saltergate Road'],
    [
      'Swiss',
      '45 Chemin de la Cure, 1228 Plan-les-Ouates',
      '45 Chemin de la Cure, 1228 Plan-les-Ouates',
    ],
    ['Austrian', '"Street": "Mariahilfer Gürtel 37/4"', 'Mariahilfer Gürtel 37/4'],
    ['Swedish', 'Strandvägen 19, 114 56 Stockholm', 'Strandvägen 19, 114 56 Stockholm'],
    ['Norwegian', 'Bjørn Bjørnsons gate 40, 3044 Drammen', 'Bjørn Bjørnsons gate 40, 3044 Drammen'],
    ['Hungarian', '"address":"Kossuth utca 18, 4024 Debrecen"', 'Kossuth utca 18, 4024 Debrecen'],
    [
      'Dutch',
      'adres is Lange Nieuwstraat 6, 2011 ZK Haarlem;',
      'Lange Nieuwstraat 6, 2011 ZK Haarlem',
    ],
    ['Portuguese', 'na Rua do Almada 233, 4050-038 Porto', 'Rua do Almada 233, 4050-038 Porto'],
    [
      'Brazilian',
      'Av. Paulista, 1842, conj. 71, São Paulo - SP, 01310-945.',
      'Av. Paulista, 1842, conj. 71, São Paulo - SP, 01310-945',
    ],
    [
      'Spanish with floor and door',
      'en Calle de Alcalá 201, 2.º izq., 28028 Madrid, tel',
      'Calle de Alcalá 201, 2.º izq., 28028 Madrid',
    ],
    ['Polish', 'x,ul. Długa 44/5,Kraków', 'ul. Długa 44/5'],
    ['a builder', '.street("Am Alten Markt 9")', 'Am Alten Markt 9'],
    ['LDIF', 'street: Kungsgatan 7\nl: Uppsala', 'Kungsgatan 7'],
    ['a column', 'id,street,town\n1,6 Heol y Bryn,Cardiff\n', '6 Heol y Bryn'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
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
    ['the address of a machine', 'address: 10.0.0.12, Port 80'],
    ['a message', '"address": "Address must have 5 characters, Sir"'],
    ['a column of texts', 'address,kind\n0x7fff12,Heap\n'],
    ['an amount', 'paid 1,234 Main Street Bank points'],
    ['a version', 'Node 18, 2024 Release'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});
