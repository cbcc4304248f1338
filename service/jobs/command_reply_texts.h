// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>

#include "headwater/untrusted.h"
#include "service/jobs/command_reply.h"

/// \file
/// The words of answers to commands. Impersonal and friendly; what helps is named.

namespace headwater::jobs::texts {

struct SayingText {
  Saying saying;
  Text text;
};
inline constexpr std::array kSayings = {
    SayingText{Saying::kClosed,
               {"This merge request is not open any more; a command has no effect here.",
                "Dieser Merge Request ist nicht mehr offen; ein Kommando bewirkt hier nichts."}},
    SayingText{Saying::kInThread,
               {"A command counts as a new comment of its own, outside of threads.",
                "Ein Kommando zählt als eigener, neuer Kommentar außerhalb von Threads."}},
    SayingText{Saying::kOwn,
               {"A waiver in one's own merge request needs a second person; anybody else who may "
                "waive can write the same line.",
                "Eine Ausnahme im eigenen Merge Request braucht eine zweite Person; jede andere "
                "berechtigte Person kann dieselbe Zeile schreiben."}},
    SayingText{Saying::kNobodyMay,
               {"By the rule set nobody may waive this rule.",
                "Nach dem Regelwerk darf diese Regel niemand aussetzen."}},
    SayingText{Saying::kNoSuchFinding,
               {"The last check has no such finding of this rule; the decision's page names them.",
                "Die letzte Prüfung kennt keinen solchen Befund dieser Regel; die Seite der "
                "Entscheidung nennt sie."}},
    SayingText{Saying::kNoHead,
               {"GitLab has not worked out the state of this merge request yet; the same line in a "
                "minute does it.",
                "GitLab hat den Stand dieses Merge Requests noch nicht ermittelt; dieselbe Zeile "
                "in einer Minute genügt."}},
    SayingText{Saying::kOtherHead,
               {"This merge request is at another commit by now; a look at it comes first, then "
                "the line with its name.",
                "Dieser Merge Request steht inzwischen bei einem anderen Commit; erst lohnt ein "
                "Blick darauf, dann die Zeile mit dessen Kennung."}},
    SayingText{Saying::kFindingNotUnique,
               {"Several findings begin so; more digits tell them apart.",
                "Mehrere Befunde beginnen so; weitere Stellen unterscheiden sie."}},
    SayingText{Saying::kNoSuchWaiver,
               {"This project has no waiver of that number.",
                "Dieses Projekt hat keine Ausnahme mit dieser Nummer."}},
    SayingText{Saying::kRevokedBefore,
               {"That waiver does not count any more.", "Diese Ausnahme gilt nicht mehr."}},
    SayingText{Saying::kNothingToConfirm,
               {"No waiver of `.headwater.yml` is waiting to be confirmed.",
                "Keine Ausnahme aus `.headwater.yml` wartet auf eine Bestätigung."}},
    SayingText{Saying::kMaintainersOnly,
               {"Maintainers of this project can say that; the same line by one of them does it.",
                "Das können Maintainer dieses Projekts festhalten; dieselbe Zeile von einer dieser "
                "Personen genügt."}},
    SayingText{Saying::kParticipantsOnly,
               {"The author of this merge request and the project's developers can choose that.",
                "Das können die Person, die diesen Merge Request eröffnet hat, und Developer des "
                "Projekts wählen."}},
    SayingText{Saying::kNotAFork,
               {"Noted: this project does not come from that one. It is not asked again.",
                "Notiert: Dieses Projekt stammt nicht aus jenem. Danach wird nicht mehr gefragt."}},
    SayingText{Saying::kIndependent,
               {"Noted: this project stands beside others with the same task. It is not asked "
                "again.",
                "Notiert: Dieses Projekt steht eigenständig neben anderen mit gleicher Aufgabe. "
                "Danach wird nicht mehr gefragt."}},
};

struct FaultText {
  CommandFault fault;
  Text text;
};
inline constexpr std::array kFaults = {
    FaultText{CommandFault::kTooLong,
              {"The line is longer than a command can be.",
               "Die Zeile ist länger, als ein Kommando sein kann."}},
    FaultText{CommandFault::kHidden,
              {"A command may hold nothing that readers do not see.",
               "Ein Kommando darf nichts enthalten, was Lesende nicht sehen."}},
    FaultText{CommandFault::kUnknownCommand,
              {"That command is not known", "Dieses Kommando ist nicht bekannt"}},
    FaultText{CommandFault::kUnknownWord,
              {"That word does not belong there", "Dieses Wort gehört dort nicht hin"}},
    FaultText{CommandFault::kTwice,
              {"That part stands there twice", "Dieser Teil steht zweimal da"}},
    FaultText{CommandFault::kNoRule, {"The rule is missing", "Die Regel fehlt"}},
    FaultText{CommandFault::kUnknownRule,
              {"That rule is not known", "Diese Regel ist nicht bekannt"}},
    FaultText{CommandFault::kEveryRuleNeedsEmergency,
              {"All rules can be waived only because of an `emergency`.",
               "Alle Regeln zugleich ruhen nur wegen `notfall`."}},
    FaultText{CommandFault::kBadPath,
              {"That path cannot be used", "Dieser Pfad ist nicht verwendbar"}},
    FaultText{CommandFault::kBadFinding,
              {"A finding is named by at least eight hexadecimal digits",
               "Ein Befund wird mit mindestens acht hexadezimalen Stellen genannt"}},
    FaultText{CommandFault::kBadCommit,
              {"A commit is named by at least eight hexadecimal digits",
               "Ein Commit wird mit mindestens acht hexadezimalen Stellen genannt"}},
    FaultText{CommandFault::kProjectAndCommit,
              {"A waiver counts in the whole project or for one commit, not both.",
               "Eine Ausnahme gilt im ganzen Projekt oder für einen Commit, nicht beides."}},
    FaultText{CommandFault::kNoUntil,
              {"The end is missing: `until 90d` or `until 2027-06-30`.",
               "Das Ende fehlt: `bis 90d` oder `bis 30.06.2027`."}},
    FaultText{CommandFault::kBadDate,
              {"There is no such day; `90d`, `2027-06-30` and `30.06.2027` are understood",
               "Diesen Tag gibt es nicht; verstanden werden `90d`, `30.06.2027` und `2027-06-30`"}},
    FaultText{CommandFault::kPastDate,
              {"That day has passed; a later one is needed",
               "Dieser Tag ist vorbei; nötig ist ein späterer"}},
    FaultText{CommandFault::kNoReason,
              {"The reason is missing: `because accepted-risk: ...`.",
               "Der Grund fehlt: `weil akzeptiertes-risiko: ...`."}},
    FaultText{CommandFault::kUnknownReason,
              {"That reason is not in the list", "Dieser Grund steht nicht in der Liste"}},
    FaultText{CommandFault::kNoText,
              {"A few words of explanation are missing at the end.",
               "Am Ende fehlen ein paar Worte der Begründung."}},
    FaultText{CommandFault::kTextTooLong,
              {"The explanation is longer than can be kept.",
               "Die Begründung ist länger, als sich aufbewahren lässt."}},
    FaultText{CommandFault::kBadNumber,
              {"A waiver is named by its number", "Eine Ausnahme wird mit ihrer Nummer genannt"}},
    FaultText{CommandFault::kBadProject,
              {"A project is named by its path, such as `city/project`",
               "Ein Projekt wird mit seinem Pfad genannt, etwa `city/project`"}},
    FaultText{CommandFault::kUnknownLanguage,
              {"The languages are `de` and `en`", "Zur Wahl stehen `de` und `en`"}},
};

struct WideText {
  Wide wide;
  Text text;
};
inline constexpr std::array kWides = {
    WideText{Wide::kProject, {"it covers the whole project", "sie gilt im ganzen Projekt"}},
    WideText{Wide::kEveryRule, {"it covers all rules", "sie gilt für alle Regeln"}},
    WideText{Wide::kFolders,
             {"it covers more than one folder", "sie gilt für mehr als einen Ordner"}},
    WideText{Wide::kFindings,
             {"it covers more than five findings, or nobody has counted them yet",
              "sie gilt für mehr als fünf Befunde, oder noch niemand hat sie gezählt"}},
};

inline constexpr Text kMeant = {"; probably meant: ", "; vermutlich gemeint: "};
inline constexpr Text kSeeHelp = {" All commands: ", " Alle Kommandos: "};
inline constexpr Text kHelpHead = {
    "A command is the first line of a new comment. Words are understood in English and German.",
    "Ein Kommando ist die erste Zeile eines neuen Kommentars. Verstanden wird Deutsch und "
    "Englisch."};
inline constexpr Text kReasons = {"Reasons: ", "Gründe: "};
inline constexpr Text kWhy = {"Why: ", "Warum: "};
inline constexpr Text kHow = {"How to fix: ", "So geht es: "};
inline constexpr Text kSee = {"More: ", "Mehr dazu: "};
inline constexpr Text kWaiver = {"Waiver ", "Ausnahme "};
inline constexpr Text kCovers = {" is noted: ", " ist notiert: "};
inline constexpr Text kAllRules = {"all rules", "alle Regeln"};
inline constexpr Text kInPath = {" in ", " in "};
inline constexpr Text kOfFinding = {", one finding", ", ein Befund"};
inline constexpr Text kHere = {", in this merge request", ", in diesem Merge Request"};
inline constexpr Text kAtCommit = {", bound to its present state (",
                                   ", gebunden an den jetzigen Stand ("};
inline constexpr Text kNextPush = {"; the next push ends it)", "; der nächste Push beendet sie)"};
inline constexpr Text kEverywhere = {", in the whole project", ", im ganzen Projekt"};
inline constexpr Text kUntil = {", until ", ", bis "};
inline constexpr Text kReason = {", reason: ", ", Grund: "};
inline constexpr Text kUndoA = {
    ". It is shown wherever it counts, and ended earlier by ",
    ". Sie wird überall gezeigt, wo sie gilt, und vorzeitig beendet mit "};
inline constexpr Text kRevoked = {" is revoked; the rule counts again.",
                                  " ist widerrufen; die Regel zählt wieder."};
inline constexpr Text kConfirmed = {"In force from now on, by number: ",
                                    "Ab jetzt in Kraft, nach Nummer: "};
inline constexpr Text kWideA = {"This waiver reaches far: ", "Diese Ausnahme reicht weit: "};
inline constexpr Text kWideB = {". If that is meant, a new comment with this line confirms it: ",
                                ". Ist das so gemeint, bestätigt es ein neuer Kommentar mit dieser "
                                "Zeile: "};
inline constexpr Text kTooLongA = {"By the rule set such a waiver may last ",
                                   "Nach dem Regelwerk darf eine solche Ausnahme "};
inline constexpr Text kTooLongB = {" days at most, today until ",
                                   " Tage dauern, heute also längstens bis "};
inline constexpr Text kEntitled = {"Waivers are given in this project by ",
                                   "Ausnahmen erteilen in diesem Projekt: "};
inline constexpr Text kMaintainers = {"maintainers", "Maintainer"};
inline constexpr Text kOwners = {"owners", "Owner"};
inline constexpr Text kGroup = {"the group ", "die Gruppe "};
inline constexpr Text kNobody = {"nobody", "niemand"};
inline constexpr Text kOr = {" or ", " oder "};
inline constexpr Text kNoted = {". The request is noted. The line for those entitled: ",
                                ". Die Anfrage ist notiert. Die Zeile für Berechtigte: "};

}  // namespace headwater::jobs::texts
