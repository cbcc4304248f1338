// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/similar.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/dump.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kPerCent = 100;

Json ListOf(const std::vector<Untrusted>& texts) {
  Json list = Json::array();
  for (const Untrusted& text : texts) list.push_back(ToValidUtf8(text));
  return list;
}

void AddList(std::string& text, Literal what, const std::vector<Untrusted>& values) {
  if (values.empty()) return;
  Out<Sink::kTerminal> line;
  line << "  " << what << ": ";
  for (size_t i = 0; i < values.size(); ++i)
    line << (i == 0 ? Literal() : Literal(", ")) << values[i];
  text += line.text() + "\n";
}

void AddLine(std::string& text, const Untrusted& value) {
  if (value.empty()) return;
  Out<Sink::kTerminal> line;
  line << "  " << value;
  text += line.text() + "\n";
}

}  // namespace

std::string RenderSimilarText(std::span<const SimilarProject> projects) {
  std::string text;
  for (const SimilarProject& project : projects) {
    Out<Sink::kTerminal> line;
    line << project.name << ": " << static_cast<uint64_t>(project.words * kPerCent)
         << " % of the words";
    text += line.text() + "\n";
    AddLine(text, project.description);
    AddList(text, "both serve", project.keys);
    AddList(text, "both are", project.categories);
    AddLine(text, project.url);
  }
  return text.empty() ? "no project with this task is known\n" : text;
}

std::string RenderSimilarJson(std::span<const SimilarProject> projects) {
  Json list = Json::array();
  for (const SimilarProject& project : projects) {
    list.push_back({{"project", ToValidUtf8(project.name)},
                    {"url", project.url.empty() ? Json() : Json(ToValidUtf8(project.url))},
                    {"description", ToValidUtf8(project.description)},
                    {"services", ListOf(project.keys)},
                    {"categories", ListOf(project.categories)},
                    {"words", project.words}});
  }
  return Dump({{"schema", "headwater.similar/1"},
               {"headwater", kEngineVersion.view()},
               {"projects", std::move(list)}});
}

}  // namespace headwater::report
