/**
 * Top-level domains of more than two letters that people have addresses in (IANA root zone, by use),
 * and those reserved for documentation and for internal networks (RFC 2606, RFC 6762, RFC 9476).
 * A list is needed, because `name@module.class` and `x@2x.webp` look like addresses.
 */
export const longTopLevelDomains = new Set(
  `com org net edu gov mil int info biz name pro aero coop museum mobi tel travel jobs post asia cat arpa
  app dev cloud tech online site store shop xyz email company agency studio design solutions systems
  services group global world life live media news blog academy bank berlin hamburg koeln bayern wien
  london paris nyc tokyo amsterdam swiss eus gal scot africa law legal health care clinic dental doctor
  hospital finance financial capital money fund insurance consulting engineering energy software digital
  network center zone space website host page link click team works work today tips guru expert support
  help chat social photo photos video games game fun art events wiki club vip top icu one red blue green
  gmbh ltd inc llc limited international foundation institute university college school education
  technology computer computers ventures partners holdings industries enterprises management marketing
  family house homes land estate properties restaurant cafe coffee pizza beer wine kitchen recipes fitness
  yoga run bike football soccer hockey tennis golf fashion clothing shoes jewelry diamonds gold style
  beauty hair salon love date dating singles wedding gift gifts flowers garden farm auto cars car taxi
  limo tours vacations holiday flights cruises hotel rentals church community charity ngo ong democrat
  example invalid test local internal corp lan home localdomain`.split(/\s+/),
);

/** Extensions of files and units that look like a top-level domain in `name@2x.png`. */
export const fileEndings = new Set(
  'js ts jsx tsx mjs cjs css scss less svg png jpg jpeg gif webp avif ico html htm json yaml yml toml xml txt log lock pdf doc docx xls xlsx ppt pptx odt ods rtf csv tsv eml msg vcf ics sql bak gz tgz zip tar whl jar exe dll so timer service socket target mount path slice scope map vue'.split(
    ' ',
  ),
);
