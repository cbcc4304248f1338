// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>

#include "headwater/finding.h"

/// \file
/// What CheckSoundness says, for the catalogues of the rules that show it.

namespace headwater::sbom {

/// Of CheckDocumentFacts, CheckHashes, CheckLicenses and CheckStructure.
inline constexpr std::array kSoundnessMessages = {
    MessageText{
        "byte-order-mark",
        {.en = "The document begins with a byte order mark, which some programs do not accept.",
         .de = "Das Dokument beginnt mit einer Markierung der Bytereihenfolge (BOM), die manche "
               "Programme nicht annehmen."}},
    MessageText{"timestamp-unreadable",
                {.en = "{value} is no point in time; an example: 2026-01-31T12:00:00Z.",
                 .de = "{value} ist kein Zeitpunkt; ein Beispiel: 2026-01-31T12:00:00Z."}},
    MessageText{"timestamp-future",
                {.en = "The document says it was made at {value}, which is in the future.",
                 .de = "Das Dokument nennt als Entstehung {value}, das liegt in der Zukunft."}},
    MessageText{"timestamp-old",
                {.en = "The document says it was made at {value}, when no such format existed.",
                 .de = "Das Dokument nennt als Entstehung {value}; damals gab es kein solches "
                       "Format."}},
    // Hashes.
    MessageText{"hash-length",
                {.en = "A {algorithm} value has {digits} hexadecimal digits, this one has {found}.",
                 .de = "Ein Wert von {algorithm} hat {digits} hexadezimale Ziffern, dieser hat "
                       "{found}."}},
    MessageText{"hash-digits",
                {.en = "{value} is no {algorithm} value: not all of it are hexadecimal digits.",
                 .de = "{value} ist kein Wert von {algorithm}: Nicht alles davon sind hexadezimale "
                       "Ziffern."}},
    // Licences.
    MessageText{"exception-as-license",
                {.en = "{id} is an exception from a licence, no licence; it belongs behind one, as "
                       "in GPL-2.0-only WITH Classpath-exception-2.0.",
                 .de = "{id} ist die Ausnahme von einer Lizenz und keine Lizenz; sie gehört hinter "
                       "eine, wie in GPL-2.0-only WITH Classpath-exception-2.0."}},
    MessageText{"license-as-exception",
                {.en = "{id} is a licence; behind WITH there must be an exception from one.",
                 .de = "{id} ist eine Lizenz; hinter WITH muss die Ausnahme von einer stehen."}},
    MessageText{"expression-wrong",
                {.en = "{value} is no SPDX licence expression: it ends too early.",
                 .de = "{value} ist kein SPDX-Lizenzausdruck: Er endet zu früh."}},
    MessageText{"expression-wrong-at",
                {.en = "{value} is no SPDX licence expression; the fault is at {part}.",
                 .de = "{value} ist kein SPDX-Lizenzausdruck; der Fehler liegt bei {part}."}},
    MessageText{"expression-unlisted",
                {.en = "{id} is not on the SPDX list known here; a newer list may have it.",
                 .de = "{id} steht nicht auf der hier bekannten SPDX-Liste; eine neuere kann es "
                       "enthalten."}},
    MessageText{"name-is-id",
                {.en = "{value} is given as a licence's name, which programs do not understand; as "
                       "the id {id} they do.",
                 .de = "{value} ist als Name einer Lizenz angegeben, den Programme nicht "
                       "verstehen; als id {id} schon."}},
    MessageText{"name-is-expression",
                {.en = "{value} is given as a licence's name, which programs do not understand; as "
                       "expression they do.",
                 .de = "{value} ist als Name einer Lizenz angegeben, den Programme nicht "
                       "verstehen; als expression schon."}},
    // Structure.
    MessageText{"no-components",
                {.en = "The document lists no component besides what it describes.",
                 .de = "Das Dokument führt außer dem, was es beschreibt, keine Komponente auf."}},
    MessageText{"no-primary",
                {.en = "The document does not say which software it describes ({name}).",
                 .de = "Das Dokument sagt nicht, welche Software es beschreibt ({name})."}},
    MessageText{"not-reachable",
                {.en = "Components not connected with {primary}: {count} of {total}; the first is "
                       "{name}.",
                 .de = "Komponenten ohne Verbindung zu {primary}: {count} von {total}; die erste "
                       "ist {name}."}},
    MessageText{"circle",
                {.en = "Components that depend on themselves in a circle: {count}; the first is "
                       "{name}.",
                 .de = "Komponenten, die im Kreis von sich selbst abhängen: {count}; die erste ist "
                       "{name}."}},
    MessageText{"contains-itself",
                {.en = "Components that contain themselves: {count}; the first is {name}.",
                 .de = "Komponenten, die sich selbst enthalten: {count}; die erste ist {name}."}},
    MessageText{"completeness-conflict",
                {.en = "Whether everything is listed here is answered otherwise in line {line}.",
                 .de = "Ob hier alles aufgeführt ist, wird in Zeile {line} anders beantwortet."}},
};

/// Errors of CheckPurls.
inline constexpr std::array kPurlErrorMessages = {
    MessageText{"purl-too-long",
                {.en = "The package URL {value} is longer than 4,096 bytes.",
                 .de = "Die Paketadresse (purl) {value} ist länger als 4.096 Bytes."}},
    MessageText{"purl-no-scheme",
                {.en = "{value} is no package URL (purl); an example: pkg:npm/left-pad@1.3.0.",
                 .de = "{value} ist keine Paketadresse (purl); ein Beispiel: "
                       "pkg:npm/left-pad@1.3.0."}},
    MessageText{"purl-no-type",
                {.en = "In the package URL {value} the type is missing behind pkg:.",
                 .de = "In der Paketadresse {value} fehlt hinter pkg: die Art des Pakets."}},
    MessageText{"purl-wrong-type",
                {.en = "In the package URL {value} the type has characters that no type has.",
                 .de = "In der Paketadresse {value} hat die Art des Pakets Zeichen, die keine "
                       "hat."}},
    MessageText{"purl-no-name",
                {.en = "The package URL {value} names no package.",
                 .de = "Die Paketadresse {value} nennt kein Paket."}},
    MessageText{"purl-encoding",
                {.en = "In the package URL {value} a percent sign is not followed by two "
                       "hexadecimal digits, or the bytes are no UTF-8.",
                 .de = "In der Paketadresse {value} folgen auf ein Prozentzeichen nicht zwei "
                       "hexadezimale Ziffern, oder die Bytes sind kein UTF-8."}},
    MessageText{"purl-key",
                {.en = "In the package URL {value} a qualifier has not the form key=value.",
                 .de = "In der Paketadresse {value} hat ein Zusatz nicht die Form Name=Wert."}},
    MessageText{"purl-double-key",
                {.en = "In the package URL {value} the qualifier {detail} stands twice.",
                 .de = "In der Paketadresse {value} steht der Zusatz {detail} zweimal."}},
};

/// Warnings of CheckPurls.
inline constexpr std::array kPurlWarningMessages = {
    MessageText{"purl-namespace-needed",
                {.en = "{value}: packages of the type {detail} need a namespace before the name.",
                 .de = "{value}: Pakete der Art {detail} brauchen einen Namensraum vor dem "
                       "Namen."}},
    MessageText{"purl-namespace-forbidden",
                {.en = "{value}: packages of the type {detail} have no namespace.",
                 .de = "{value}: Pakete der Art {detail} haben keinen Namensraum."}},
    MessageText{"purl-qualifier-needed",
                {.en = "{value}: the qualifier {detail} is missing.",
                 .de = "{value}: Der Zusatz {detail} fehlt."}},
    MessageText{"purl-type-name",
                {.en = "{value}: no package of the type {detail} can have this name.",
                 .de = "{value}: Kein Paket der Art {detail} kann diesen Namen haben."}},
    MessageText{"purl-type-version",
                {.en = "{value}: no package of the type {detail} can have this version.",
                 .de = "{value}: Kein Paket der Art {detail} kann diese Version haben."}},
    MessageText{"purl-other-name",
                {.en = "The package URL names {found}, the component is called {name}.",
                 .de = "Die Paketadresse nennt {found}, die Komponente heißt {name}."}},
    MessageText{"purl-other-version",
                {.en = "The package URL names version {found}, the component {version}.",
                 .de = "Die Paketadresse nennt die Version {found}, die Komponente {version}."}},
    MessageText{"purls-differ",
                {.en = "{name} has {count} package URLs that name different packages.",
                 .de = "{name} hat {count} Paketadressen, die verschiedene Pakete nennen."}},
    MessageText{"purl-shared",
                {.en = "Components with the package URL of another one: {count}; the first is "
                       "{name}.",
                 .de = "Komponenten mit der Paketadresse einer anderen: {count}; die erste ist "
                       "{name}."}},
    MessageText{"purl-missing",
                {.en = "Components without a package URL (purl): {count} of {total}; the first is "
                       "{name}.",
                 .de = "Komponenten ohne Paketadresse (purl): {count} von {total}; die erste ist "
                       "{name}."}},
};

}  // namespace headwater::sbom
