// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_text.h"

namespace headwater::jobs {
namespace {

constexpr CommandForm kForms[] = {
    {CommandKind::kWaive,
     {"waive", "ausnahme"},
     {"waive RULE [path GLOB | finding ID] [for the project | for this commit] until DATE because "
      "REASON: text",
      "ausnahme REGEL [pfad MUSTER | befund KENNUNG] [projektweit | für diesen Commit] bis DATUM "
      "weil GRUND: Text"},
     {"waive license/header-missing path vendor/** until 90d because third-party: as it came",
      "ausnahme license/header-missing pfad vendor/** bis 90d weil drittanbieter: unverändert"},
     {"Lets a rule pass for a time; those entitled by the rule set may.",
      "Lässt eine Regel für eine Zeit ruhen; das dürfen die im Regelwerk Genannten."}},
    {CommandKind::kRevoke,
     {"revoke", "widerrufen"},
     {"revoke NUMBER", "widerrufen NUMMER"},
     {"revoke 12", "widerrufen 12"},
     {"Ends a waiver before its time.", "Beendet eine Ausnahme vorzeitig."}},
    {CommandKind::kConfirmWaivers,
     {"confirm-waivers", "ausnahmen-bestätigen"},
     {"confirm-waivers", "ausnahmen-bestätigen"},
     {"confirm-waivers", "ausnahmen-bestätigen"},
     {"Puts into force the waivers that this merge request writes into `.headwater.yml`.",
      "Setzt die Ausnahmen in Kraft, die dieser Merge Request in `.headwater.yml` einträgt."}},
    {CommandKind::kRequestWaiver,
     {"request-waiver", "ausnahme-anfragen"},
     {"request-waiver RULE: reason", "ausnahme-anfragen REGEL: Grund"},
     {"request-waiver sbom/valid: the tool is down until Monday",
      "ausnahme-anfragen sbom/valid: das Werkzeug steht bis Montag still"},
     {"Asks those entitled for a waiver; anybody may.",
      "Bittet die Berechtigten um eine Ausnahme; das darf jede Person."}},
    {CommandKind::kWrong,
     {"wrong", "falsch"},
     {"wrong RULE: reason", "falsch REGEL: Begründung"},
     {"wrong license/header-missing: the header is in line 3",
      "falsch license/header-missing: der Kopf steht in Zeile 3"},
     {"Reports that a rule is wrong here; changes no verdict, and is counted. Anybody may.",
      "Meldet, dass eine Regel hier irrt; ändert kein Urteil und wird gezählt. Das darf jede "
      "Person."}},
    {CommandKind::kRecheck,
     {"recheck", "prüfen"},
     {"recheck", "prüfen"},
     {"recheck", "prüfen"},
     {"Checks the merge request again.", "Prüft den Merge Request erneut."}},
    {CommandKind::kExplain,
     {"explain", "erklären"},
     {"explain RULE", "erklären REGEL"},
     {"explain license/header-missing", "erklären license/header-missing"},
     {"Says what a rule is for and how to satisfy it.",
      "Sagt, wozu eine Regel dient und wie sie erfüllt wird."}},
    {CommandKind::kNotAFork,
     {"not-a-fork", "kein-fork"},
     {"not-a-fork PROJECT", "kein-fork PROJEKT"},
     {"not-a-fork city/other-project", "kein-fork city/other-project"},
     {"Says that this project does not come from another one; maintainers may.",
      "Hält fest, dass dieses Projekt nicht aus einem anderen stammt; das dürfen Maintainer."}},
    {CommandKind::kIndependent,
     {"independent", "eigenständig"},
     {"independent: reason", "eigenständig: Grund"},
     {"independent: the law of this state differs", "eigenständig: das Landesrecht weicht ab"},
     {"Says why the project stands beside others with the same task; maintainers may.",
      "Hält fest, warum das Projekt neben anderen mit gleicher Aufgabe steht; das dürfen "
      "Maintainer."}},
    {CommandKind::kLanguage,
     {"language", "sprache"},
     {"language en | de", "sprache de | en"},
     {"language en", "sprache de"},
     {"Chooses the language of this merge request's comment.",
      "Wählt die Sprache des Kommentars in diesem Merge Request."}},
    {CommandKind::kQuiet,
     {"quiet", "ruhe"},
     {"quiet [off]", "ruhe [aus]"},
     {"quiet", "ruhe"},
     {"Leaves it at the status in this merge request.",
      "Belässt es in diesem Merge Request beim Status."}},
    {CommandKind::kHelp,
     {"help", "hilfe"},
     {"help", "hilfe"},
     {"help", "hilfe"},
     {"Lists the commands.", "Nennt die Kommandos."}},
};

}  // namespace

std::span<const CommandForm> CommandForms() { return kForms; }

}  // namespace headwater::jobs
