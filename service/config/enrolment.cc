// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/enrolment.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "headwater/date.h"
#include "headwater/glob.h"
#include "service/config/option_value.h"
#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

using Strings = std::vector<std::string>;

constexpr size_t kMaxWordBytes = 255;  // Of a topic: GitLab takes no longer one.

constexpr std::string_view kVisibilities[] = {"public", "internal", "private"};
constexpr std::string_view kNamespaces[] = {"group", "user"};

Error Expected(std::string what) { return {Errc::kInvalid, "expected " + std::move(what)}; }

template <size_t kSize>
Status CheckWords(const Strings& words, const std::string_view (&known)[kSize]) {
  for (const std::string& word : words) {
    if (std::find(std::begin(known), std::end(known), word) != std::end(known)) continue;
    const std::vector<std::string_view> names(std::begin(known), std::end(known));
    std::string all;
    for (const std::string_view name : names) {
      all += all.empty() ? "" : ", ";
      all += name;
    }
    std::string sentence = "`";
    sentence += word;
    sentence += "` is none of ";
    sentence += all;
    sentence += DidYouMean(word, names);
    return Error{Errc::kInvalid, std::move(sentence)};
  }
  return Ok{};
}

Result<OptionValue> ReadWords(const EnrolmentKey& key, const DataNode& node) {
  Strings words = TRY(ReadStrings(node));
  const bool fit = words.size() <= kMaxEnrolmentWords &&
                   std::all_of(words.begin(), words.end(), [](const std::string& word) {
                     return !word.empty() && word.size() <= kMaxWordBytes;
                   });
  if (!fit) {
    return Expected("at most " + std::to_string(kMaxEnrolmentWords) + " words of at most " +
                    std::to_string(kMaxWordBytes) + " bytes");
  }
  if (key.name == "visibility") TRY(CheckWords(words, kVisibilities));
  if (key.name == "namespaces") TRY(CheckWords(words, kNamespaces));
  return OptionValue(std::move(words));
}

/// Reads the settings of a stack for one project.
class Reader {
 public:
  Reader(const PolicyStack& stack, const ForgeProject& project)
      : stack_(stack), project_(project) {}

  /// The first reason for which it takes no part; empty: none.
  std::string Reason(std::chrono::sys_days today, bool path_only = false) const {
    for (const EnrolmentKey& key : kEnrolmentKeys) {
      const bool is_known = key.type == EnrolmentType::kGlobs || key.type == EnrolmentType::kDay;
      if (path_only && !is_known) continue;
      const std::string why = WhyNot(key, today);
      if (!why.empty()) return "enrolment." + std::string(key.name) + ": " + why + PlaceOf(key);
    }
    return "";
  }

 private:
  const Sourced<SettingValue>& Setting(const EnrolmentKey& key) const {
    return stack_.settings().at({"", SettingKind::kEnrolment, std::string(key.name)});
  }
  const OptionValue& Value(const EnrolmentKey& key) const {
    return std::get<OptionValue>(Setting(key).value);
  }
  std::string PlaceOf(const EnrolmentKey& key) const {
    return " (" + ToText(Setting(key).origin) + ")";
  }

  std::string WhyNot(const EnrolmentKey& key, std::chrono::sys_days today) const {
    switch (key.type) {
      case EnrolmentType::kGlobs:
        return WhyNotByPath(key);
      case EnrolmentType::kWords:
        return WhyNotByWord(key);
      case EnrolmentType::kFlag:
        return WhyNotByKind(key);
      case EnrolmentType::kDay:
        break;
    }
    const auto day = ParseDate(std::get<std::string>(Value(key)));
    return day && today < *day ? "not before " + DayText(*day) : "";
  }

  std::string WhyNotByPath(const EnrolmentKey& key) const {
    const auto& globs = std::get<Strings>(Value(key));
    const Result<GlobSet> set = GlobSet::Make(globs);
    const bool fits = set.ok() && set.value().Matches(project_.path.bytes());
    if (key.name == "exclude") return fits ? "its path is left out" : "";
    return fits || globs.empty() ? "" : "its path is not named";
  }

  std::string WhyNotByWord(const EnrolmentKey& key) const {
    const auto& words = std::get<Strings>(Value(key));
    const auto named = [&words](std::string_view word) {
      return words.empty() || std::find(words.begin(), words.end(), word) != words.end();
    };
    if (key.name == "visibility") {
      const std::string_view word = WordOf(project_.visibility);
      return named(word) ? "" : "its visibility is " + std::string(word);
    }
    if (key.name == "namespaces") {
      const std::string_view word = project_.in_group ? "group" : "user";
      return named(word) ? "" : "it lies in the namespace of a " + std::string(word);
    }
    const bool has_one = std::any_of(project_.topics.begin(), project_.topics.end(),
                                     [&](const Untrusted& topic) { return named(topic.bytes()); });
    return words.empty() || has_one ? "" : "it has none of the topics";
  }

  std::string WhyNotByKind(const EnrolmentKey& key) const {
    if (std::get<bool>(Value(key))) return "";
    if (key.name == "mirrors") return project_.mirror ? "it is a mirror" : "";
    if (key.name == "archived") return project_.archived ? "it is archived" : "";
    return project_.parent ? "it is a fork" : "";
  }

  static std::string_view WordOf(Visibility visibility) {
    switch (visibility) {
      case Visibility::kPublic:
        return "public";
      case Visibility::kInternal:
        return "internal";
      case Visibility::kPrivate:
        break;
    }
    return "private";
  }

  const PolicyStack& stack_;
  const ForgeProject& project_;
};

}  // namespace

SettingValue EnrolmentKey::Standard() const {
  switch (type) {
    case EnrolmentType::kGlobs:
    case EnrolmentType::kWords:
      return OptionValue(Strings());
    case EnrolmentType::kFlag:
      return OptionValue(true);
    case EnrolmentType::kDay:
      break;
  }
  return OptionValue(std::string());
}

Result<OptionValue> ReadEnrolmentValue(const EnrolmentKey& key, const DataNode& node) {
  switch (key.type) {
    case EnrolmentType::kGlobs:
      return OptionValue(TRY(ReadGlobs(node)));
    case EnrolmentType::kWords:
      return ReadWords(key, node);
    case EnrolmentType::kFlag:
      if (node.kind != DataNode::Kind::kBool) return Expected("true or false");
      return OptionValue(node.scalar == "true");
    case EnrolmentType::kDay:
      break;
  }
  if (!ParseDate(node.scalar)) return Expected("a day such as 2027-03-01");
  return OptionValue(node.scalar);
}

const EnrolmentKey* FindEnrolmentKey(std::string_view name) {
  const auto* const at = std::find_if(std::begin(kEnrolmentKeys), std::end(kEnrolmentKeys),
                                      [name](const EnrolmentKey& key) { return key.name == name; });
  return at == std::end(kEnrolmentKeys) ? nullptr : at;
}

Enrolment EnrolmentOf(const PolicyStack& stack, const ForgeProject& project,
                      std::chrono::sys_days today) {
  return {Reader(stack, project).Reason(today)};
}

Enrolment EnrolmentByPath(const PolicyStack& stack, const std::string& path,
                          std::chrono::sys_days today) {
  ForgeProject project;
  project.path = Untrusted(path);
  return {Reader(stack, project).Reason(today, /*path_only=*/true)};
}

bool LeavesAnybodyOut(const PolicyStack& stack) {
  return std::any_of(std::begin(kEnrolmentKeys), std::end(kEnrolmentKeys),
                     [&stack](const EnrolmentKey& key) {
                       const SettingKey name{"", SettingKind::kEnrolment, std::string(key.name)};
                       return stack.settings().at(name).value != key.Standard();
                     });
}

}  // namespace headwater::config
