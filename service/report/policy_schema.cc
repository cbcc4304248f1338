// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/policy_schema.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "headwater/policy.h"
#include "headwater/policy_rule.h"
#include "headwater/promotion.h"
#include "service/report/dump.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kDayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

Json Described(Json schema, std::string_view text) {
  schema["description"] = text;
  return schema;
}

Json Reference(std::string_view name) { return {{"$ref", "#/definitions/" + std::string(name)}}; }

Json ListOf(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json Strings() { return {{"anyOf", {{{"type", "string"}}, ListOf({{"type", "string"}})}}}; }

/// A map with these keys and no others.
Json Closed(Json properties) {
  return {
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

Json ModeWord() {
  Json words = Json::array();
  for (const Mode mode : kAllModes) words.push_back(NameOf(mode).view());
  return {{"enum", std::move(words)}};
}

/// A word, or words by day.
Json ModeSchema(PolicyFileKind kind) {
  Json ramp = Closed({{"start", ModeWord()}});
  if (kind != PolicyFileKind::kProject) {
    ramp["properties"]["cohorts"] = {{"type", "integer"}, {"minimum", 1}, {"maximum", kMaxCohorts}};
  }
  ramp["required"] = {"start"};
  ramp["patternProperties"] = {{kDayPattern, ModeWord()}};
  return {{"anyOf", {ModeWord(), std::move(ramp)}}};
}

Json UpstreamSchema() {
  Json map = Closed({{"url", {{"type", "string"}}},
                     {"name", {{"type", "string"}}},
                     {"aliases", Strings()},
                     {"only", Reference("globs")}});
  map["required"] = {"url"};
  return {{"anyOf", {{{"type", "string"}}, std::move(map)}}};
}

Json ChoiceSchema(const OptionInfo& option) {
  Json words = Json::array();
  for (const Literal& choice : option.choices) words.push_back(choice.view());
  return {{"enum", std::move(words)}};
}

Json OptionSchema(const OptionInfo& option) {
  switch (option.type) {
    case OptionType::kBool:
      return {{"type", "boolean"}};
    case OptionType::kInteger:
      return {{"type", "integer"}, {"minimum", option.minimum}, {"maximum", option.maximum}};
    case OptionType::kChoice:
      return ChoiceSchema(option);
    case OptionType::kGlobs:
      return Reference("globs");
    case OptionType::kText:
      return {{"type", "string"}};
  }
  return Json::object();
}

Json LockSchema(const std::vector<std::string_view>& words) {
  Json names = Json::array();
  for (const std::string_view word : words) names.push_back(word);
  return ListOf({{"enum", std::move(names)}});
}

Json RuleLockSchema(const RuleInfo& info) {
  std::vector<std::string_view> words = {"mode",   "only",   "except", "gate_on_branches",
                                         "waiver", "stop_if"};
  for (const OptionInfo& option : info.options) words.push_back(option.name.view());
  return {{"anyOf", {{{"const", true}}, LockSchema(words)}}};
}

constexpr std::string_view kDaysPattern = "^[0-9]{1,3}d$";

Json Days() { return {{"type", "string"}, {"pattern", kDaysPattern}}; }

Json WaiverBounds() {
  Json group = Closed({{"group", {{"type", "string"}}}});
  group["required"] = {"group"};
  const Json who = {{"anyOf", {{{"enum", {"maintainer", "owner"}}}, std::move(group)}}};
  return Closed({{"max", Days()},
                 {"may_waive", {{"anyOf", {who, ListOf(who)}}}},
                 {"own", {{"enum", {"marked", "forbidden"}}}}});
}

/// The measures, each with the number above which no step begins.
Json StopIf() {
  const Json share = {{"type", "string"}, {"pattern", "^[0-9]{1,3}%$"}};
  Json properties = Json::object();
  for (const StopMeasure measure : kAllStopMeasures) {
    const bool is_people = measure == StopMeasure::kWrong;
    properties[std::string(NameOf(measure).view())] =
        is_people ? Json({{"type", "integer"}, {"minimum", 0}}) : share;
  }
  return Closed(std::move(properties));
}

Json DeclaredWaivers() {
  Json reasons = Json::array();
  for (const WaiverReason reason : kAllWaiverReasons) reasons.push_back(NameOf(reason).view());
  Json entry = Closed({{"rule", {{"type", "string"}}},
                       {"path", {{"type", "string"}}},
                       {"until", {{"type", "string"}, {"pattern", kDayPattern}}},
                       {"reason", {{"enum", std::move(reasons)}}},
                       {"text", {{"type", "string"}}}});
  entry["required"] = {"rule", "until", "reason"};
  return Described(ListOf(std::move(entry)),
                   "What is let pass until a day; in force once it is confirmed.");
}

constexpr std::string_view kPatternName = "[a-z0-9]+(-[a-z0-9]+)*";

/// One text for both languages, or one for each.
Json WordsSchema(size_t most) {
  const Json text = {{"type", "string"}, {"maxLength", most}};
  Json both = Closed({{"en", text}, {"de", text}});
  both["required"] = {"en", "de"};
  return {{"anyOf", {text, std::move(both)}}};
}

/// The keys that say what is looked at: exactly one of them.
Json Conditions() {
  const Json regex = {{"type", "string"}, {"maxLength", kMaxRegexBytes}};
  return {{"path", Described(regex, "The path of each changed file.")},
          {"added-lines", Described(regex, "Each line that the change adds.")},
          {"content", Described(regex, "Each line of the changed files.")},
          {"commit-message", Described(regex, "Each line of the messages of own commits.")},
          {"merge-request-title", Described(regex, "The title of the merge request.")},
          {"branch", Described(regex, "The name of the branch that is to be merged.")},
          {"author-domain", Described(regex, "What stands behind the @ of authors.")},
          {"max-file-size", {{"type", "string"}, {"pattern", "^[0-9]+ (KiB|MiB)$"}}},
          {"binary", {{"enum", {"forbidden"}}}},
          {"required-files", Described(Reference("globs"), "What the project must have.")},
          {"forbidden-files", Described(Reference("globs"), "What nobody may add.")}};
}

Json PatternsSchema() {
  Json properties = {
      {"title", WordsSchema(kMaxTitleCharacters)},
      {"why", WordsSchema(kMaxSentenceBytes)},
      {"fix", WordsSchema(kMaxSentenceBytes)},
      {"see", {{"type", "string"}, {"pattern", "^https://"}}},
      {"severity", {{"enum", {"error", "warning", "info"}}}},
      {"must", {{"enum", {"match", "not-match"}}}},
      {"files", Described(Reference("globs"), "Look into these files only.")},
      {"secret", Described({{"type", "boolean"}}, "What matches is shown to nobody.")}};
  Json one_of = Json::array();
  const Json conditions = Conditions();
  for (const auto& [key, schema] : conditions.items()) {
    one_of.push_back({{"required", {key}}});
    properties[key] = schema;
  }
  Json pattern = Closed(std::move(properties));
  pattern["required"] = {"title", "why", "fix"};
  pattern["oneOf"] = std::move(one_of);
  Json patterns = {
      {"type", "object"}, {"additionalProperties", false}, {"maxProperties", kMaxPatterns}};
  patterns["properties"] = Json::object();
  patterns["patternProperties"] = {{"^" + std::string(kPatternName) + "$", std::move(pattern)}};
  return Described(std::move(patterns), "Rules of this policy's own, by name.");
}

Json ExternalSchema() {
  Json rule = Closed(
      {{"title", WordsSchema(kMaxTitleCharacters)},
       {"why", WordsSchema(kMaxSentenceBytes)},
       {"fix", WordsSchema(kMaxSentenceBytes)},
       {"see", {{"type", "string"}, {"pattern", "^https://"}}},
       {"severity", {{"enum", {"error", "warning", "info"}}}},
       {"sends", Described(ListOf({{"enum", {"paths", "added-lines", "title", "description"}}}),
                           "What it is told of a change; the paths always.")}});
  rule["required"] = {"title", "why", "fix"};
  Json rules = {
      {"type", "object"}, {"additionalProperties", false}, {"maxProperties", kMaxExternalRules}};
  rules["properties"] = Json::object();
  rules["patternProperties"] = {{"^" + std::string(kPatternName) + "$", std::move(rule)}};
  return Described(std::move(rules), "Rules that a program of the platform's own judges, by name.");
}

Json RuleSchema(const RuleInfo& info, PolicyFileKind kind) {
  Json options = Json::object();
  for (const OptionInfo& option : info.options) {
    options[std::string(option.name.view())] = Described(OptionSchema(option), option.doc.view());
  }
  Json settings = {{"mode", Reference("mode")},
                   {"options", Closed(std::move(options))},
                   {"only", Described(Reference("globs"), "Look at these paths only.")},
                   {"except", Described(Reference("globs"), "Leave these paths alone.")},
                   {"gate_on_branches",
                    Described(Reference("globs"),
                              "Target branches on which a rule about the project may fail a merge "
                              "request; the word default is the default branch.")}};
  settings["waiver"] = Described(WaiverBounds(), "Who may waive the rule, and for how long.");
  if (kind != PolicyFileKind::kProject) {
    settings["stop_if"] =
        Described(StopIf(), "No step of the mode begins while one of these is exceeded.");
    settings["locked"] = RuleLockSchema(info);
  }
  Json any = {Reference("modeWord"), Closed(std::move(settings))};
  return Described({{"anyOf", std::move(any)}}, info.title.en.view());
}

Json TopSettings() {
  return {{"extends", Described(Strings(), "Presets, and files of the same tree.")},
          {"generated", Described(Reference("globs"), "Files that tools write: left alone.")},
          {"threads", {{"enum", {"gate-only", "none"}}}},
          {"upstreams", Described(ListOf(UpstreamSchema()),
                                  "Somebody else's repositories that this one takes from.")},
          {"own", Described(Reference("globs"),
                            "What is the project's own within somebody else's software.")},
          {"variant", Described({{"type", "string"}}, "Why a variant is kept, in a sentence.")}};
}

Json EnrolmentSchema() {
  return Closed(
      {{"include", Described(Reference("globs"), "Paths of projects that take part; none: all.")},
       {"exclude", Described(Reference("globs"), "Paths of projects that take no part.")},
       {"visibility", ListOf({{"enum", {"public", "internal", "private"}}})},
       {"namespaces", ListOf({{"enum", {"group", "user"}}})},
       {"topics", Described(Strings(), "Projects with one of these topics.")},
       {"mirrors", {{"type", "boolean"}}},
       {"archived", {{"type", "boolean"}}},
       {"forks", {{"type", "boolean"}}},
       {"since", Described({{"type", "string"}}, "The first day on which projects take part.")}});
}

void AddGovernance(PolicyFileKind kind, Json& properties) {
  if (kind == PolicyFileKind::kProject) {
    properties["waivers"] = DeclaredWaivers();
    return;
  }
  properties["waivers"] = Described(Closed({{"max", Days()}}), "The longest waiver of any rule.");
  properties["locked"] = Described(
      LockSchema({"generated", "threads", "upstreams", "own", "variant", "waivers", "enrolment"}),
      "What files below may make stricter only.");
  properties["contact"] = Described({{"type", "string"}}, "Whom authors may ask about the rules.");
  properties["enrolment"] = Described(EnrolmentSchema(), "Which projects take part.");
  properties["owners"] = Described(Strings(), "Who is told when a policy cannot be used.");
  if (kind == PolicyFileKind::kGroup) {
    properties["projects"] = Described(Reference("globs"), "Paths of the projects it is for.");
  }
}

}  // namespace

std::string RenderPolicySchema(std::span<const RuleEntry* const> rules, PolicyFileKind kind) {
  Json by_rule = Json::object();
  for (const RuleEntry* rule : rules) {
    by_rule[std::string(rule->info.id.view())] = RuleSchema(rule->info, kind);
  }
  Json properties = TopSettings();
  properties["patterns"] = PatternsSchema();
  properties["rules"] = Closed(std::move(by_rule));
  RuleInfo of_pattern;
  of_pattern.title.en = "A rule of the policy's own.";
  properties["rules"]["patternProperties"] = {{"^(" + std::string(kPatternFamily) + "|" +
                                                   std::string(kExternalFamily) + ")" +
                                                   std::string(kPatternName) + "$",
                                               RuleSchema(of_pattern, kind)}};
  if (kind == PolicyFileKind::kInstance) properties["external"] = ExternalSchema();
  AddGovernance(kind, properties);
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "Headwater policy"},
                 {"type", {"object", "null"}},
                 {"additionalProperties", false},
                 {"properties", std::move(properties)}};
  // An instance may have them from a file that it extends.
  if (kind == PolicyFileKind::kGroup) schema["required"] = {"projects"};
  schema["definitions"] = {
      {"globs", Strings()}, {"modeWord", ModeWord()}, {"mode", ModeSchema(kind)}};
  return Dump(schema);
}

}  // namespace headwater::report
