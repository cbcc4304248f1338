// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/report.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

constexpr std::array kEngineMessages = {
    MessageText{"blob-missing",
                {"The content of {path} is not there yet and was not read.",
                 "Der Inhalt von {path} liegt noch nicht vor und wurde nicht gelesen."}},
    MessageText{
        "budget-bytes",
        {"The check was stopped: there is more content to read than the limit of {limit} MiB.",
         "Die Prüfung wurde abgebrochen: Es ist mehr Inhalt zu lesen, als die Grenze von "
         "{limit} MiB erlaubt."}},
    MessageText{"budget-time",
                {"The check was stopped: it took longer than the limit of {limit} seconds.",
                 "Die Prüfung wurde abgebrochen: Sie dauerte länger, als die Grenze von {limit} "
                 "Sekunden erlaubt."}},
    MessageText{"change-unreadable",
                {"The change could not be read: {detail}",
                 "Die Änderung konnte nicht gelesen werden: {detail}"}},
    MessageText{"more-unchecked",
                {"{count} more could not be checked.", "{count} weitere waren nicht prüfbar."}},
    MessageText{"rule-error",
                {"The check could not finish: {detail}",
                 "Die Prüfung konnte nicht abgeschlossen werden: {detail}"}},
    MessageText{
        "rule-threw",
        {"The check stopped because of an internal error. The change is not to blame.",
         "Die Prüfung wurde wegen eines internen Fehlers abgebrochen. An der Änderung liegt "
         "das nicht."}},
    MessageText{"too-large",
                {"{path} has {size} bytes, more than are read.",
                 "{path} hat {size} Bytes, mehr als gelesen werden."}},
};

const MessageText* Find(std::span<const MessageText> catalogue, std::string_view key) {
  const auto found = std::ranges::find_if(
      catalogue, [key](const MessageText& message) { return message.key.view() == key; });
  return found == catalogue.end() ? nullptr : &*found;
}

}  // namespace

std::span<const MessageText> EngineMessages() { return kEngineMessages; }

Text FindText(const RuleInfo& rule, std::string_view key) {
  if (const MessageText* own = Find(rule.messages, key)) return own->text;
  if (const MessageText* engine = Find(kEngineMessages, key)) return engine->text;
  return {};
}

}  // namespace headwater
