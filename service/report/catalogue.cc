// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/catalogue.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "service/report/dump.h"
#include "service/report/names.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kColumnGap = 2;
constexpr size_t kColumns = 3;  ///< Before the title.

std::array<Literal, kColumns> Columns(const RuleInfo& info) {
  return {info.id, NameOf(info.subject), NameOf(info.severity)};
}

Json BothLanguages(const Text& text) { return {{"en", text.en.view()}, {"de", text.de.view()}}; }

Json OptionJson(const OptionInfo& option) {
  Json json = {{"name", option.name.view()},
               {"type", NameOf(option.type).view()},
               {"default", option.default_value.view()},
               {"stricter", NameOf(option.stricter).view()},
               {"doc", option.doc.view()}};
  if (option.type == OptionType::kChoice) {
    Json choices = Json::array();
    for (const Literal& choice : option.choices) choices.push_back(choice.view());
    json["choices"] = std::move(choices);
  }
  if (option.type == OptionType::kText) json["maximum_bytes"] = option.maximum;
  if (option.type == OptionType::kInteger) {
    json["minimum"] = option.minimum;
    json["maximum"] = option.maximum;
  }
  return json;
}

Json RuleJson(const RuleInfo& info) {
  Json options = Json::array();
  for (const OptionInfo& option : info.options) options.push_back(OptionJson(option));
  Json sources = Json::array();
  for (const Source& source : info.sources) {
    sources.push_back({{"title", source.title.view()}, {"url", source.url.view()}});
  }
  return {{"id", info.id.view()},
          {"subject", NameOf(info.subject).view()},
          {"severity", NameOf(info.severity).view()},
          {"since", info.since.view()},
          {"title", BothLanguages(info.title)},
          {"why", BothLanguages(info.why)},
          {"fix", BothLanguages(info.fix)},
          {"options", std::move(options)},
          {"sources", std::move(sources)}};
}

}  // namespace

std::string RenderCatalogueText(Rules rules, Language language) {
  std::array<size_t, kColumns> widths{};
  for (const RuleEntry* rule : rules) {
    const std::array<Literal, kColumns> columns = Columns(rule->info);
    for (size_t i = 0; i < kColumns; ++i) {
      widths[i] = std::max(widths[i], columns[i].view().size());
    }
  }
  std::string out;
  for (const RuleEntry* rule : rules) {
    const std::array<Literal, kColumns> columns = Columns(rule->info);
    for (size_t i = 0; i < kColumns; ++i) {
      out += columns[i].view();
      out.append(widths[i] - columns[i].view().size() + kColumnGap, ' ');
    }
    out += rule->info.title.In(language).view();
    out += '\n';
  }
  return out;
}

std::string RenderCatalogueJson(Rules rules) {
  Json list = Json::array();
  for (const RuleEntry* rule : rules) list.push_back(RuleJson(rule->info));
  return Dump({{"schema", "headwater.rules/1"},
               {"engine", kEngineVersion.view()},
               {"rules", std::move(list)}});
}

}  // namespace headwater::report
