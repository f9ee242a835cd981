/**
 * Words that are not names although they begin with a capital next to a name, or where a name is expected: labels, types,
 * companies, tools, places, general forms of address.
 */
const commonWords = new Set(
  `name names first last full middle given family vorname nachname surname prénom prenom nom nombre apellido apellidos
  familienname geburtsname rufname patronyme cognome nome nomi apelido apelidos sobrenome naam namen voornaam achternaam
  tussenvoegsel namn förnamn efternamn mellannamn navn fornavn etternavn efternavn etunimi sukunimi nimi imię imiona
  nazwisko jméno příjmení meno priezvisko név keresztnév vezetéknév prenume nume ime prezime priimek isim soyad soyadı
  string text varchar char number integer boolean object array null none undefined required optional invalid missing field
  label placeholder value type input output default example sample test tests testing user users admin administrator
  customer client guest owner member account company organization organisation department team group project service
  server system application app api sdk cli gui web website page home login logout signup register profile settings
  config configuration button form table list item items menu header footer title description content message error
  warning info debug status state start stop run build deploy release version update upgrade create read write delete
  remove add edit save load open close new old current next previous total count index key file files folder path url
  link image video audio data database model view controller component module package library framework function method
  class interface enum struct property attribute parameter argument variable constant event handler listener hook
  inc corp corporation ltd llc gmbh ag kg co company limited group holdings foundation institute university college
  there world everyone everybody all team folks guys friends sir madam colleague colleagues hiring manager support reader
  community developer developers contributors contributor maintainer maintainers authors author editor reviewer claude
  copilot chatgpt gpt codex gemini cursor assistant agent bot dependabot renovate github gitlab google microsoft
  apple amazon aws azure facebook meta twitter openai anthropic docker kubernetes linux windows macos ubuntu debian
  python java javascript typescript rust golang ruby php swift kotlin scala node react angular vue svelte
  january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday north south east west street avenue road lane drive court place square park river lake
  city town county state country beach island mountain valley texas california florida york london paris berlin
  boston chicago america europe asia africa law rule theorem algorithm method test award prize license licence copyright
  rights reserved foundation the this that these those and or but not with from for into over under about after before
  please thanks thank regards best kind dear hello hi hey yes no ok note see if when while where what which who how why
  is are was were has have had can could will would should shall may might must do does did said says wrote writes asked
  used uses using made makes gets got went left right up down in on at by to of as an a it its he she they we you i
  phone email mail address date birth age gender role job position order invoice payment card bank contact info details
  enter your my our his her their select choose confirm submit cancel search filter sort
  labs lab studio studios software solutions systems technologies technology consulting partners media digital store shop
  market marketing sales finance legal operations ops devops platform infrastructure security network engineering design
  product products release newsletter billing accounting helpdesk bank insurance academy clinic pharmacy hotel restaurant
  café garage verlag atelier werkstatt praxis kanzlei verein stiftung société cabinet librairie boulangerie ristorante
  request response header body query stack queue cache worker job task thread process client instance session token
  success failure failed timeout retry true false only also then than there's here new more most less least some any all
  certificate authority internet general public private internal external primary secondary main final early late
  premium standard enterprise professional business personal basic free trial beta alpha stable legacy
  sig sra dott dhr mevr islands lanka republic kingdom emirates union federation thu mar jun jul aug sep oct nov dec mon tue wed fri sat sun jan feb apr
  parade crescent avenue boulevard terrace pound dollar peso franc dinar krona rupee colon`
    .trim()
    .split(/\s+/),
);

/** Those that are also surnames: after a given name, where the context is a person. */
const surnamesToo = new Set(
  `park lane lake river beach hill best page case field guest major price king law london paris york berlin valley may
  will march wood cook power powers stack table price banks`.split(/\s+/),
);

/** Last words of the names of companies. */
const companyForms = new Set(
  `inc corp corporation ltd llc llp plc gmbh ag kg ug kgaa co company limited group holdings foundation sarl sas srl spa
  bv nv ab oy oyj aps as sa sl sro kft zrt doo ev pty bank university college institute`.split(
    /\s+/,
  ),
);

export function isSurnameToo(word: string): boolean {
  return surnamesToo.has(word.toLowerCase());
}

export function isCompanyForm(word: string): boolean {
  return companyForms.has(word.toLowerCase().replace(/\./g, ''));
}

export function isCommonWord(word: string): boolean {
  return commonWords.has(word.toLowerCase().replace(/['’]s$/, ''));
}
