import { findsOf } from './finds.testing.js';

const finds = findsOf('name');

describe('Names', () => {
  it.each([
    ['two surnames', 'Ana Rojas Betancourt called', 'Ana Rojas Betancourt'],
    ['quotes of SQL', "VALUES (1, 'Anjali Patel')", 'Anjali Patel'],
    ['a column of a table', 'id,last_name,age\n1,Okafor,31\n', 'Okafor'],
    ['a title', 'Dear Mr. Karl Jung,', 'Karl Jung'],
    ['an introduction', 'my name is Aoife Byrne', 'Aoife Byrne'],
    ['a key', '"firstName": "Jane"', 'Jane'],
    ['a trailer of git', 'Signed-off-by: Mina Kovac <t@x.org>', 'Mina Kovac'],
    ['a greeting', 'Hi Sarah,\n', 'Sarah'],
    ['a closing', 'Best regards,\nJonas Weber', 'Jonas Weber'],
    ['given name and surname', 'I met Maria Gonzalez yesterday', 'Maria Gonzalez'],
    ['a patient', 'patient: Olga Petrova', 'Olga Petrova'],
    ['an author', 'author: Jane Smith', 'Jane Smith'],
    ['JSON', '{"customer_name":"Pierre Dupont"}', 'Pierre Dupont'],
    ['German', 'Frau Müller hat', 'Müller'],
    ['an initial', 'signed by Daniel J. Bernstein', 'Daniel J. Bernstein'],
  ])('finds %s', (_case, text, value) => {
    expect(finds(text)).toEqual([value]);
  });

  it.each([
    ['a verb', 'mark the item'],
    ['a modal', 'will return'],
    ['paths', 'src/robin/max.ts'],
    ['a job', 'name: build-and-test'],
    ['a package', '"name": "lodash"'],
    ['a company', 'author: acme-corp'],
    ['an import', "import { Austin } from 'x'"],
    ['a heading', 'Grace Period'],
    ['a month', 'May 2024'],
    ['a telescope', 'the James Webb telescope'],
    ['a class', 'class Dijkstra'],
    ['a theme', 'theme: Solarized Dark'],
    ['a title of a page', 'title: Getting Started'],
    ['a greeting to nobody', 'Hi there,'],
    ['a team', 'Dear Team,'],
    ['hello world', 'Hello World!'],
    ['a tool', 'Jenkins Pipeline'],
    ['a city', 'New York'],
    ['a label', 'Mark Complete'],
    ['a law', "Michael Jackson's law"],
    ['an agent', 'Co-Authored-By: Claude <noreply@anthropic.com>'],
    ['a type', 'firstName: String'],
    ['a label of a form', '"lastName": "Last Name"'],
    ['a predicate', 'name is Tier {'],
  ])('leaves alone %s', (_case, text) => {
    expect(finds(text)).toEqual([]);
  });
});
