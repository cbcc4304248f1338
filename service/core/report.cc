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
    // Rules that ask other projects share these. Whether there is none or nobody may read it is
    // not told apart.
    MessageText{"upstream-frozen",
                {"{name} is not asked at present: it is no longer what it was. Whoever runs the "
                 "platform looks at it.",
                 "{name} wird derzeit nicht befragt: Das Projekt ist nicht mehr, was es war. Der "
                 "Betrieb der Plattform sieht es sich an."}},
    MessageText{"upstream-not-allowed",
                {"The platform does not look at {name}; its administrators can allow it.",
                 "Die Plattform sieht bei {name} nicht nach; ihre Administration kann das "
                 "erlauben."}},
    MessageText{"upstream-under-way",
                {"{name} is being fetched for the first time. Nothing is to be done: the check is "
                 "repeated by itself.",
                 "{name} wird zum ersten Mal geholt. Es ist nichts zu tun: Die Prüfung wird von "
                 "selbst wiederholt."}},
    MessageText{"upstream-unreachable",
                {"{name} could not be asked: there is no such public project, or it did not "
                 "answer.",
                 "{name} war nicht zu befragen: Es gibt kein solches öffentliches Projekt, oder es "
                 "antwortete nicht."}},
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
