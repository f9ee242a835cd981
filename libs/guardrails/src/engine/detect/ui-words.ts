/**
 * Words of programs and of their user interfaces: keys of translations, CSS classes, members of objects, labels and
 * messages. A phrase with one of them is not a passphrase.
 */
const uiWords = new Set(
  `password passwords passwd passwort kennwort mot passe contraseña contrasena senha wachtwoord lösenord hasło heslo
  pass pwd passphrase passcode secret secrets token tokens credential credentials auth oauth oidc saml jwt basic bearer
  login logout log logged sign signin signup register registration user users username account accounts admin email mail
  form field fields input label text title subtitle placeholder button btn icon modal dialog page view screen error errors
  message messages msg invalid valid validate validation validator validators validated required missing min max length
  match matches mismatch confirm confirmed confirmation new old current previous repeat again retype reset forgot
  forgotten change changed update updated set get show hide toggle strength weak strong hint help enter type your you
  choose please must should cannot not least than characters chars character letters digits digit number uppercase
  lowercase symbol symbols empty blank short long common settings setting config configuration conf cfg options option
  opts param params args arg argument arguments env environ environment data body req request res response props state
  this self ctx context values value key keys name names id ids default defaults model models schema types string strings
  boolean integer object array null none undefined optional nullable component components global shared lock locked visible
  hidden eye policy policies rule rules expired expires expiry hash hashed hasher encrypted encoded encoder bcrypt argon
  scrypt pbkdf plain plaintext cipher crypt column columns table entity dto repository service services controller
  handler provider providers manager factory util utils helper helpers module modules api http https www com org net io
  app application client server session cookie header content accept variable var vars const file files path paths url
  uri here is are was the and for with from
  eingeben bestätigen vergessen zurücksetzen neues altes aktuelles ändern wiederholen ungültig falsch ihr mindestens
  zeichen saisir confirmer oublié nouveau ancien actuel votre caractères requis introduzca confirmar olvidada nueva actual
  repetir inserisci conferma dimenticata nuova voer bevestig vergeten nieuw huidig digite esqueceu nova wpisz potwierdź
  zapomniałeś nowe ange bekräfta glömt nytt`
    .trim()
    .split(/\s+/),
);

/** The words of a text, separated by symbols, spaces and capitals. */
export function wordsIn(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-zÀ-ɏ]+/)
    .filter((word) => word !== '');
}

export function hasUiWord(text: string): boolean {
  return wordsIn(text).some((word) => uiWords.has(word.toLowerCase()));
}
