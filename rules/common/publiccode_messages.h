// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>

#include "headwater/finding.h"

/// \file
/// What JudgePubliccode says, for the catalogue of the rule that shows it. `key` is the path of a
/// key in the file.

namespace headwater::publiccode {

inline constexpr std::array kPubliccodeMessages = {
    // The file.
    MessageText{"unreadable",
                {.en = "The file cannot be read: {problem}.",
                 .de = "Die Datei ist nicht lesbar: {problem}."}},
    MessageText{"no-map",
                {.en = "The file holds no keys and values.",
                 .de = "Die Datei enthält keine Schlüssel und Werte."}},
    // Keys.
    MessageText{"missing", {.en = "{key} is missing.", .de = "{key} fehlt."}},
    MessageText{"missing-formerly",
                {.en = "{key} is missing, which version {version} of the standard asks for; since "
                       "{later} it may be left out.",
                 .de = "{key} fehlt; Version {version} des Standards verlangt es, ab {later} kann "
                       "es entfallen."}},
    MessageText{"missing-for-type",
                {.en = "{key} is missing, which maintenance.type {value} asks for.",
                 .de = "{key} fehlt; bei maintenance.type {value} gehört es dazu."}},
    MessageText{"not-for-type",
                {.en = "{key} stands beside maintenance.type {value}; it belongs to contract only.",
                 .de = "{key} steht bei maintenance.type {value}; es gehört nur zu contract."}},
    MessageText{"unknown-key",
                {.en = "The standard knows no key {key}.",
                 .de = "Der Standard kennt keinen Schlüssel {key}."}},
    MessageText{"key-meant",
                {.en = "The standard knows no key {key}; most likely {better} is meant.",
                 .de = "Der Standard kennt keinen Schlüssel {key}; gemeint ist wohl {better}."}},
    MessageText{"key-early",
                {.en = "{key} exists since version {since} of the standard, and the file names "
                       "{version}.",
                 .de = "{key} gibt es seit Version {since} des Standards, die Datei nennt "
                       "{version}."}},
    MessageText{
        "key-deprecated",
        {.en = "{key} is deprecated since version {since} of the standard and can be left "
               "out.",
         .de = "{key} ist seit Version {since} des Standards überholt und kann entfallen."}},
    MessageText{"key-replaced",
                {.en = "{key} is deprecated since version {since} of the standard; {better} takes "
                       "its place.",
                 .de = "{key} ist seit Version {since} des Standards überholt; an seine Stelle "
                       "tritt {better}."}},
    MessageText{"country-section",
                {.en = "The standard has no section for the country {key}; some programs do not "
                       "accept one.",
                 .de = "Der Standard hat keinen Abschnitt für das Land {key}; manche Programme "
                       "nehmen ihn nicht an."}},
    MessageText{"section-twice",
                {.en = "{key} stands beside {better}; one of the two is enough.",
                 .de = "{key} steht neben {better}; einer der beiden Abschnitte genügt."}},
    // Types.
    MessageText{"no-text", {.en = "{key} must be a text.", .de = "{key} muss ein Text sein."}},
    MessageText{"unquoted",
                {.en = "{key} is read as a number; in quotes the text {value} is kept as it is "
                       "written.",
                 .de = "{key} wird als Zahl gelesen; in Anführungszeichen bleibt der Text {value} "
                       "so, wie er dasteht."}},
    MessageText{"no-boolean",
                {.en = "{key} must be true or false.", .de = "{key} muss true oder false sein."}},
    MessageText{"no-list", {.en = "{key} must be a list.", .de = "{key} muss eine Liste sein."}},
    MessageText{"no-section",
                {.en = "{key} must be a section with keys of its own.",
                 .de = "{key} muss ein Abschnitt mit eigenen Schlüsseln sein."}},
    MessageText{"empty", {.en = "{key} has no entry.", .de = "{key} hat keinen Eintrag."}},
    MessageText{"too-long",
                {.en = "{key} is too long: {count} of at most {limit} characters.",
                 .de = "{key} ist zu lang: {count} von höchstens {limit} Zeichen."}},
    MessageText{"too-short",
                {.en = "{key} is too short: {count} of at least {limit} characters.",
                 .de = "{key} ist zu kurz: {count} von mindestens {limit} Zeichen."}},
    // Values.
    MessageText{"value-meant",
                {.en = "{key}: {value} is not allowed; most likely {better} is meant.",
                 .de = "{key}: {value} ist nicht zugelassen; gemeint ist wohl {better}."}},
    MessageText{"value-not-allowed",
                {.en = "{key}: {value} is not allowed; allowed are {allowed}.",
                 .de = "{key}: {value} ist nicht zugelassen; zugelassen sind {allowed}."}},
    MessageText{"value-unlisted",
                {.en = "{key}: {value} is not on the standard's list.",
                 .de = "{key}: {value} steht nicht auf der Liste des Standards."}},
    MessageText{"value-early",
                {.en = "{key}: {value} was added to the standard after version {version}, which "
                       "the file names.",
                 .de = "{key}: {value} kam erst nach Version {version}, die die Datei nennt, in "
                       "den Standard."}},
    MessageText{"value-former",
                {.en = "{key}: {value} is called {better} in later versions, as which many "
                       "programs read every file.",
                 .de = "{key}: {value} heißt in späteren Versionen {better}; viele Programme lesen "
                       "jede Datei so."}},
    MessageText{"version-unknown",
                {.en = "{key}: there is no version {value} of the standard that is read here; "
                       "\"0\" stands for the newest.",
                 .de = "{key}: Eine Version {value} des Standards wird hier nicht gelesen; \"0\" "
                       "steht für die neueste."}},
    MessageText{"version-unread",
                {.en = "{key}: {value} changed nothing, and some programs do not know it; 0.5 is "
                       "the same.",
                 .de = "{key}: {value} brachte keine Änderung, und manche Programme kennen sie "
                       "nicht; 0.5 ist dasselbe."}},
    MessageText{"version-old",
                {.en = "{key}: {value} is not the newest version; \"0\" stands for it.",
                 .de = "{key}: {value} ist nicht die neueste Version; für sie steht \"0\"."}},
    MessageText{"no-url",
                {.en = "{key}: {value} is no address; an example: https://example.org/project.git.",
                 .de = "{key}: {value} ist keine Adresse; ein Beispiel: "
                       "https://example.org/projekt.git."}},
    MessageText{"no-web-address",
                {.en = "{key}: {value} is no web address (http or https).",
                 .de = "{key}: {value} ist keine Webadresse (http oder https)."}},
    MessageText{"no-uri",
                {.en = "{key}: {value} is neither an address (URL) nor a name such as "
                       "urn:x-register:name.",
                 .de = "{key}: {value} ist weder eine Adresse (URL) noch ein Name wie "
                       "urn:x-register:name."}},
    MessageText{"no-support",
                {.en = "{key}: {value} is neither an alias such as alias:gdpr nor an address (URL "
                       "or URN).",
                 .de = "{key}: {value} ist weder ein Kürzel wie alias:gdpr noch eine Adresse (URL "
                       "oder URN)."}},
    MessageText{"no-date",
                {.en = "{key}: {value} is no day, written as 2026-01-31.",
                 .de = "{key}: {value} ist kein Tag in der Schreibweise 2026-01-31."}},
    MessageText{"date-passed",
                {.en = "{key}: {value} has passed.", .de = "{key}: {value} ist verstrichen."}},
    MessageText{
        "date-ahead",
        {.en = "{key}: {value} lies in the future.", .de = "{key}: {value} liegt in der Zukunft."}},
    MessageText{"no-language",
                {.en = "{key}: {value} is no language tag (BCP 47) such as de or en-GB.",
                 .de = "{key}: {value} ist kein Sprachkürzel (BCP 47) wie de oder en-GB."}},
    MessageText{"no-country",
                {.en = "{key}: {value} is no country code (ISO 3166-1 alpha-2) such as DE.",
                 .de = "{key}: {value} ist kein Länderkürzel (ISO 3166-1 alpha-2) wie DE."}},
    MessageText{"country-small",
                {.en = "{key}: {value} is deprecated in small letters; {better} takes its place.",
                 .de = "{key}: {value} in Kleinbuchstaben ist überholt; an seine Stelle tritt "
                       "{better}."}},
    MessageText{"no-license",
                {.en = "{key}: {value} is no SPDX licence expression such as EUPL-1.2.",
                 .de = "{key}: {value} ist kein SPDX-Lizenzausdruck wie EUPL-1.2."}},
    MessageText{"license-deprecated",
                {.en = "{key}: {value} uses an identifier that the SPDX list has replaced.",
                 .de = "{key}: {value} verwendet ein Kürzel, das die SPDX-Liste ersetzt hat."}},
    MessageText{"no-email",
                {.en = "{key}: {value} is no e-mail address.",
                 .de = "{key}: {value} ist keine E-Mail-Adresse."}},
    MessageText{"no-media-type",
                {.en = "{key}: {value} is no media type such as text/plain.",
                 .de = "{key}: {value} ist kein Medientyp wie text/plain."}},
    MessageText{"path-not-relative",
                {.en = "{key}: {value} must be a path from the root of the repository, without a "
                       "slash in front or dots that leave it, or a web address.",
                 .de = "{key}: {value} muss ein Pfad ab dem Wurzelverzeichnis des Repositorys "
                       "sein, ohne Schrägstrich davor und ohne .., oder eine Webadresse."}},
    MessageText{"ending-not-allowed",
                {.en = "{key}: {value} has an ending that is not allowed; allowed are {allowed}.",
                 .de = "{key}: {value} hat eine Endung, die nicht zugelassen ist; zugelassen sind "
                       "{allowed}."}},
    MessageText{"no-such-file",
                {.en = "{key}: there is no file {value}.",
                 .de = "{key}: Eine Datei {value} gibt es nicht."}},
    MessageText{"origin-itself",
                {.en = "{key}: {value} is the project itself.",
                 .de = "{key}: {value} ist das Projekt selbst."}},
};

}  // namespace headwater::publiccode
