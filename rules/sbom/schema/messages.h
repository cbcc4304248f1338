// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>

#include "headwater/finding.h"

/// \file
/// What ValidateSchema says, for the catalogue of the rule that shows it. The place (line, pointer)
/// is shown by whoever shows the sentence.

namespace headwater::sbom::schema {

inline constexpr std::array kMessages = {
    // Names and structure.
    MessageText{"required-missing", {.en = "{name} is missing here.", .de = "Hier fehlt {name}."}},
    MessageText{"one-of-missing",
                {.en = "One of these is missing here: {names}.",
                 .de = "Hier fehlt eine dieser Angaben: {names}."}},
    MessageText{"only-one-of",
                {.en = "Only one of these may be given here: {names}.",
                 .de = "Hier ist nur eine dieser Angaben erlaubt: {names}."}},
    MessageText{"unknown-name",
                {.en = "The standard knows no {name} at this place.",
                 .de = "Der Standard kennt an dieser Stelle kein {name}."}},
    MessageText{"unknown-name-near",
                {.en = "The standard knows no {name} at this place; most likely {near} is meant.",
                 .de = "Der Standard kennt an dieser Stelle kein {name}; gemeint ist vermutlich "
                       "{near}."}},
    MessageText{
        "duplicate-key",
        {.en = "{name} stands twice in the same object; readers differ in which one counts.",
         .de = "{name} steht doppelt im selben Objekt; welches gilt, hängt vom Leser ab."}},
    MessageText{"wrong-type",
                {.en = "The value has the wrong type; expected: {expected}.",
                 .de = "Der Wert hat den falschen Typ; erwartet: {expected}."}},
    MessageText{"fits-several",
                {.en = "The value mixes several forms of which exactly one is allowed.",
                 .de = "Der Wert vermischt mehrere Formen, von denen genau eine erlaubt ist."}},
    MessageText{"empty-list",
                {.en = "The list must have at least one entry.",
                 .de = "Die Liste braucht mindestens einen Eintrag."}},
    MessageText{"too-few",
                {.en = "The list must have at least {limit} entries.",
                 .de = "Die Liste braucht mindestens {limit} Einträge."}},
    MessageText{"too-many",
                {.en = "The list has more entries than are allowed here: at most {limit}.",
                 .de = "Die Liste hat mehr Einträge, als hier erlaubt sind: höchstens {limit}."}},
    MessageText{"not-unique",
                {.en = "The same entry stands in this list already, in line {line}.",
                 .de = "Derselbe Eintrag steht bereits in dieser Liste, in Zeile {line}."}},
    // XML.
    MessageText{"wrong-root",
                {.en = "The document begins with {value}; expected: {expected}.",
                 .de = "Das Dokument beginnt mit {value}; erwartet: {expected}."}},
    MessageText{"misplaced",
                {.en = "The element {name} stands too late or too often; the order matters.",
                 .de = "Das Element {name} steht zu spät oder zu oft; die Reihenfolge zählt."}},
    MessageText{"missing-before",
                {.en = "{missing} is missing before the element {name}.",
                 .de = "Vor dem Element {name} fehlt {missing}."}},
    MessageText{"no-text-here",
                {.en = "Text is not allowed here, only elements.",
                 .de = "Hier ist kein Text erlaubt, nur Elemente."}},
    MessageText{"no-elements-here",
                {.en = "The element {name} stands where only text is allowed.",
                 .de = "Das Element {name} steht, wo nur Text erlaubt ist."}},
    // Values.
    MessageText{"not-the-value",
                {.en = "{value} is not allowed here; the value must be {allowed}.",
                 .de = "{value} ist hier nicht erlaubt; der Wert muss {allowed} sein."}},
    MessageText{"not-one-of",
                {.en = "{value} is not allowed here; possible values: {allowed}.",
                 .de = "{value} ist hier nicht erlaubt; mögliche Werte: {allowed}."}},
    MessageText{"not-in-list-near",
                {.en = "{value} is none of the standard's values; most likely {near} is meant.",
                 .de = "{value} ist kein Wert des Standards; gemeint ist vermutlich {near}."}},
    MessageText{"not-in-list",
                {.en = "{value} is none of the values that the standard lists for this place.",
                 .de = "{value} ist keiner der Werte, die der Standard für diese Stelle nennt."}},
    MessageText{"wrong-form",
                {.en = "{value} does not have the form required here; an example: {form}.",
                 .de = "{value} hat nicht die hier verlangte Form; ein Beispiel: {form}."}},
    MessageText{"no-such-day",
                {.en = "{value} names a day that does not exist; an example: {form}.",
                 .de = "{value} nennt einen Tag, den es nicht gibt; ein Beispiel: {form}."}},
    MessageText{"empty",
                {.en = "The value must not be empty.", .de = "Der Wert darf nicht leer sein."}},
    MessageText{"too-long",
                {.en = "The value may have at most {limit} characters.",
                 .de = "Der Wert darf höchstens {limit} Zeichen haben."}},
    MessageText{"below-minimum",
                {.en = "{value} is too small; the least is {limit}.",
                 .de = "{value} ist zu klein; das Mindeste ist {limit}."}},
    MessageText{"above-maximum",
                {.en = "{value} is too large; the most is {limit}.",
                 .de = "{value} ist zu groß; das Höchste ist {limit}."}},
    MessageText{
        "not-an-address",
        {.en = "{value} is no valid web address (spaces and some other characters must be "
               "percent-encoded).",
         .de = "{value} ist keine gültige Webadresse (Leerzeichen und einige andere Zeichen "
               "sind als Prozentcode zu schreiben)."}},
    // Licences.
    MessageText{"no-spdx-id-near",
                {.en = "{value} is no SPDX licence identifier; most likely {near} is meant.",
                 .de = "{value} ist keine SPDX-Lizenzkennung; gemeint ist vermutlich {near}."}},
    MessageText{"no-spdx-id",
                {.en = "{value} is no SPDX licence identifier; a name belongs in name, an "
                       "expression in expression.",
                 .de = "{value} ist keine SPDX-Lizenzkennung; ein Name gehört in name, ein "
                       "Lizenzausdruck in expression."}},
    MessageText{"unlisted-spdx-id",
                {.en = "{value} is not on the SPDX list known here; a newer list may have it.",
                 .de = "{value} steht nicht auf der hier bekannten SPDX-Liste; eine neuere kann es "
                       "enthalten."}},
    // Across the document.
    MessageText{"id-not-unique",
                {.en = "The identifier {value} is given already in line {line}; references to it "
                       "are ambiguous.",
                 .de = "Die Kennung {value} ist bereits in Zeile {line} vergeben; Verweise darauf "
                       "sind mehrdeutig."}},
    MessageText{"dangling-reference",
                {.en = "Nothing in the document has the identifier {value} that is referred to.",
                 .de = "Nichts im Dokument hat die Kennung {value}, auf die hier verwiesen wird."}},
};

}  // namespace headwater::sbom::schema
