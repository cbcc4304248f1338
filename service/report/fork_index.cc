// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/fork_index.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "headwater/clock.h"
#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/dump.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;
using Names = std::vector<std::string>;

constexpr const char* kSchema = "headwater.fork-index/1";

uint64_t At(const std::array<uint64_t, kKeyLayers>& keys, KeyLayer layer) {
  return keys[static_cast<size_t>(layer)];
}

/// "2026-11-22".
std::string DayOf(std::chrono::sys_seconds time) {
  const std::string text = FormatTime(time);
  return text.substr(0, text.find('T'));
}

Json TextOrNull(const std::string& text) {
  return text.empty() ? Json() : Json(ToValidUtf8(Untrusted(text)));
}

Json KeysJson(const std::array<uint64_t, kKeyLayers>& keys) {
  return {{"commits", At(keys, KeyLayer::kCommit)},
          {"trees", At(keys, KeyLayer::kRoot) + At(keys, KeyLayer::kTree)},
          {"contents", At(keys, KeyLayer::kBlob)},
          {"lines", At(keys, KeyLayer::kLine)}};
}

Json ProjectJson(const IndexedProject& project) {
  return {{"name", ToValidUtf8(Untrusted(project.name))},
          {"url", TextOrNull(project.url)},
          {"copy", TextOrNull(project.copy)},
          {"role", NameOf(project.role).view()},
          {"fork_of", TextOrNull(project.parent)},
          {"publiccode", !project.publiccode.empty()},
          {"first_seen", DayOf(project.first_seen)},
          {"indexed", DayOf(project.indexed)},
          {"keys", KeysJson(project.keys)}};
}

Json NamesJson(const Names& names) {
  Json list = Json::array();
  for (const std::string& name : names) list.push_back(ToValidUtf8(Untrusted(name)));
  return list;
}

Json StatusJson(const IndexStatus& status) {
  return {{"name", status.partition.text},
          {"projects", status.projects},
          {"bytes", status.bytes},
          {"keys", KeysJson(status.keys)},
          {"behind", NamesJson(status.behind)},
          {"unreadable", NamesJson(status.unreadable)}};
}

void WriteKeys(Out<Sink::kTerminal>& line, const std::array<uint64_t, kKeyLayers>& keys) {
  line << At(keys, KeyLayer::kCommit) << " commits, " << At(keys, KeyLayer::kBlob) << " contents, "
       << At(keys, KeyLayer::kRoot) + At(keys, KeyLayer::kTree) << " folders, "
       << At(keys, KeyLayer::kLine) << " line keys";
}

void WriteNames(std::string& text, Literal what, const Names& names) {
  for (const std::string& name : names) {
    Out<Sink::kTerminal> line;
    line << "  " << what << ": " << Untrusted(name);
    text += line.text() + "\n";
  }
}

}  // namespace

Literal NameOf(ProjectRole role) {
  switch (role) {
    case ProjectRole::kProject:
      return "project";
    case ProjectRole::kTemplate:
      return "template";
    case ProjectRole::kCommon:
      return "common";
  }
  return "";
}

std::string RenderIndexListText(std::span<const IndexedProject> projects) {
  std::string text;
  for (const IndexedProject& project : projects) {
    Out<Sink::kTerminal> line;
    line << Untrusted(project.name) << ": ";
    WriteKeys(line, project.keys);
    line << ", looked at " << Untrusted(DayOf(project.indexed));
    if (project.role != ProjectRole::kProject) line << " [" << NameOf(project.role) << "]";
    text += line.text() + "\n";
  }
  return text.empty() ? "no projects: `headwater index add NAME SOURCE` takes one in\n" : text;
}

std::string RenderIndexListJson(const PartitionName& partition,
                                std::span<const IndexedProject> projects) {
  Json list = Json::array();
  for (const IndexedProject& project : projects) list.push_back(ProjectJson(project));
  return Dump({{"schema", kSchema},
               {"headwater", kEngineVersion.view()},
               {"partition", partition.text},
               {"projects", std::move(list)}});
}

std::string RenderIndexStatusText(std::span<const IndexStatus> partitions) {
  constexpr uint64_t kKib = 1024;
  std::string text;
  for (const IndexStatus& status : partitions) {
    Out<Sink::kTerminal> line;
    line << Untrusted(status.partition.text) << ": " << status.projects << " projects, ";
    WriteKeys(line, status.keys);
    line << ", " << status.bytes / kKib << " KiB";
    text += line.text() + "\n";
    WriteNames(text, "out of date", status.behind);
    WriteNames(text, "cannot be read", status.unreadable);
  }
  return text.empty() ? "empty: `headwater index add NAME SOURCE` takes a project in\n" : text;
}

std::string RenderIndexStatusJson(std::span<const IndexStatus> partitions) {
  Json list = Json::array();
  for (const IndexStatus& status : partitions) list.push_back(StatusJson(status));
  return Dump(
      {{"schema", kSchema}, {"headwater", kEngineVersion.view()}, {"partitions", std::move(list)}});
}

}  // namespace headwater::report
