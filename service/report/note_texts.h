// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/untrusted.h"

/// \file
/// The words of statuses and comments. Impersonal; a reason names a benefit; what is to be done
/// begins with an action.

namespace headwater::report::texts {

// The status.
inline constexpr Text kFine = {"Headwater: fine", "Headwater: in Ordnung"};
inline constexpr Text kFineWithHints = {"Headwater: fine, ", "Headwater: in Ordnung, "};
inline constexpr Text kHint = {" recommendation", " Empfehlung"};
inline constexpr Text kHints = {" recommendations", " Empfehlungen"};
inline constexpr Text kPrefix = {"Headwater: ", "Headwater: "};
inline constexpr Text kDraft = {"draft: ", "Entwurf: "};
inline constexpr Text kOnePoint = {" point required", " Punkt erforderlich"};
inline constexpr Text kManyPoints = {" points required", " Punkte erforderlich"};
inline constexpr Text kAlsoRecommended = {" recommended", " empfohlen"};
inline constexpr Text kOneWaived = {" waiver", " Ausnahme"};
inline constexpr Text kManyWaived = {" waivers", " Ausnahmen"};
inline constexpr Text kNotCheckable = {" not checkable", " nicht prüfbar"};
inline constexpr Text kInComment = {" - details in the comment", " - Einzelheiten im Kommentar"};
inline constexpr Text kRunning = {"Headwater: being checked", "Headwater: wird geprüft"};
inline constexpr Text kWaiting = {
    "Headwater: waiting for the job of the pipeline that may make the SBOM",
    "Headwater: wartet auf den Job der Pipeline, der die Stückliste (SBOM) erzeugen kann"};
inline constexpr Text kFetching = {"Headwater: waiting for the first copy of the original project",
                                   "Headwater: wartet auf die erste Kopie des Ursprungsprojekts"};
inline constexpr Text kComparing = {
    "Headwater: comparing the project with others for the first time",
    "Headwater: vergleicht das Projekt erstmals mit anderen"};
inline constexpr Text kUnchecked = {"Headwater: could not check: ", "Headwater: nicht prüfbar: "};
inline constexpr Text kSuperseded = {"Headwater: not checked, a newer version took its place",
                                     "Headwater: nicht geprüft, durch einen neueren Stand ersetzt"};
inline constexpr Text kLeftOut = {"Headwater: this project is not checked any more",
                                  "Headwater: dieses Projekt wird nicht mehr geprüft"};

// The comment's head.
inline constexpr Text kThanks = {"Thank you for the first contribution to this project. ",
                                 "Vielen Dank für den ersten Beitrag zu diesem Projekt. "};
inline constexpr Text kOneOpen = {"One point is open", "Ein Punkt ist offen"};
inline constexpr Text kManyOpen = {" points are open", " Punkte sind offen"};
inline constexpr Text kOneBefore = {", one of them before merging",
                                    ", einer davon vor dem Zusammenführen"};
inline constexpr Text kManyBeforeA = {", ", ", "};
inline constexpr Text kManyBeforeB = {" of them before merging", " davon vor dem Zusammenführen"};
inline constexpr Text kOneHolds = {"One point is open before merging",
                                   "Ein Punkt ist vor dem Zusammenführen offen"};
inline constexpr Text kManyHold = {" points are open before merging",
                                   " Punkte sind vor dem Zusammenführen offen"};
inline constexpr Text kProblem = {"This merge request could not be checked.",
                                  "Dieser Merge Request ließ sich nicht prüfen."};
inline constexpr Text kProblemWhy = {"Found: ", "Gefunden: "};
inline constexpr Text kProblemFix = {
    "How to fix: push the corrected state; the check then starts again by itself.",
    "So geht es: den bereinigten Stand pushen; die Prüfung beginnt dann von selbst neu."};

// A point.
inline constexpr Text kRequired = {"Required: ", "Erforderlich: "};
inline constexpr Text kRecommended = {"Recommended: ", "Empfohlen: "};
inline constexpr Text kNotChecked = {"Not checkable: ", "Nicht prüfbar: "};
inline constexpr Text kFound = {"Found:", "Gefunden:"};
inline constexpr Text kAnd = {" and ", " und "};
inline constexpr Text kMore = {" more", " weitere"};
inline constexpr Text kComing = {"Announced: ", "Angekündigt: "};
inline constexpr Text kWhy = {"Why: ", "Warum: "};
inline constexpr Text kHow = {"How to fix: ", "So geht es: "};
inline constexpr Text kDifference = {"The difference, line by line",
                                     "Der Unterschied, Zeile für Zeile"};
inline constexpr Text kCommand = {"A command that does it: ", "Als Befehl: "};
inline constexpr Text kApply = {"Apply the suggestion at the lines of the file, or by hand: ",
                                "Vorschlag an den Zeilen der Datei übernehmen, oder von Hand: "};
inline constexpr Text kApplySomeA = {"Apply the suggestions at the lines of the files (",
                                     "Vorschläge an den Zeilen der Dateien übernehmen ("};
inline constexpr Text kApplySomeB = {" of ", " von "};
inline constexpr Text kApplySomeC = {"), the rest by hand: ", "), die übrigen von Hand: "};
inline constexpr Text kApplyHere = {
    "Apply the suggestion. Where it does not fit, the comment of Headwater names another way. This "
    "thread is resolved by itself as soon as the point is mended.",
    "Vorschlag übernehmen. Wo er nicht passt, nennt der Kommentar von Headwater einen anderen Weg. "
    "Dieser Thread wird von selbst erledigt, sobald der Punkt behoben ist."};
inline constexpr Text kLine = {"line ", "Zeile "};
inline constexpr Text kProjectsOwn = {
    "This is the state of the project as a whole, not the doing of this merge request; by the "
    "project's or platform's rules it holds merge requests into this branch until it is mended.",
    "Das betrifft das Projekt insgesamt und wurde nicht von diesem Merge Request verursacht; nach "
    "den Regeln von Projekt oder Plattform hält es Merge Requests in diesen Zweig an, bis es "
    "behoben ist."};
inline constexpr Text kMorePointsA = {"Further points, not listed here: ",
                                      "Weitere, hier nicht aufgeführte Punkte: "};

// The comment's end.
inline constexpr Text kFixAll = {"Mend at once what needs no person: ",
                                 "Auf einmal beheben, was ohne Menschen geht: "};
inline constexpr Text kUpdates = {"This comment updates itself after the next push.",
                                  "Nach dem nächsten Push wird dieser Kommentar von selbst "
                                  "aktualisiert."};
inline constexpr Text kQuestionsA = {" Questions go to [the help desk](",
                                     " Fragen beantwortet [die Ansprechstelle]("};
inline constexpr Text kQuestionsB = {").", ")."};
inline constexpr Text kQuestionsTo = {" Questions go to ", " Fragen beantwortet "};
inline constexpr Text kAlso = {"Also checked: ", "Außerdem geprüft: "};
inline constexpr Text kAlsoSeen = {"Also seen", "Außerdem aufgefallen"};
inline constexpr Text kPassed = {" fine", " in Ordnung"};
inline constexpr Text kNotApplicable = {" not applicable", " nicht zutreffend"};
inline constexpr Text kUncheckedCount = {" not checked", " nicht geprüft"};
inline constexpr Text kWaivedCount = {" waived", " mit Ausnahme"};
inline constexpr Text kWouldBeOpen = {" would be open (", " wäre offen ("};
inline constexpr Text kFinding = {" finding", " Befund"};
inline constexpr Text kFindings = {" findings", " Befunde"};
inline constexpr Text kFoldedUnchecked = {"Not checked: ", "Nicht geprüft: "};
inline constexpr Text kOldDebt = {"There before and merely touched here; it does not count: ",
                                  "Schon vorher so und hier nur berührt; das zählt nicht: "};
inline constexpr Text kDetails = {"All details", "Alle Einzelheiten"};
inline constexpr Text kRuleSet = {"rule set ", "Regelwerk "};
inline constexpr Text kCheck = {", check ", ", Prüfung "};
inline constexpr Text kHolds = {
    "Required points are open; the comment of Headwater names them. This thread is resolved by "
    "itself as soon as they are mended.",
    "Erforderliche Punkte sind offen; der Kommentar von Headwater nennt sie. Dieser Thread wird "
    "von selbst erledigt, sobald sie behoben sind."};
inline constexpr Text kNothingOpen = {
    "Nothing is open. What is waived is not mended; it counts again when its time is over.",
    "Nichts ist offen. Was als Ausnahme gilt, ist nicht behoben; es zählt wieder, sobald deren "
    "Frist endet."};
inline constexpr Text kLeftOutNote = {
    "By the platform's rules this project is not checked any more.",
    "Nach den Regeln der Plattform wird dieses Projekt nicht mehr geprüft."};
inline constexpr Text kAllDone = {"All done, thank you.", "Alles erledigt, vielen Dank."};

}  // namespace headwater::report::texts
