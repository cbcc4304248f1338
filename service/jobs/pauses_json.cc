// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/pauses_json.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "headwater/date.h"
#include "service/config/mode_ramp.h"

namespace headwater::jobs {
namespace {

using Json = Out<Sink::kJson>;
using Kind = DataNode::Kind;

Error Wrong(std::string_view member) {
  return {Errc::kInvalid, "pauses: `" + std::string(member) + "` is missing or wrong"};
}

Result<std::string> TextOf(const DataNode& pause, std::string_view member) {
  const DataNode* const node = pause.Find(member);
  if (node == nullptr || node->kind != Kind::kString) return Wrong(member);
  return node->scalar;
}

Result<std::chrono::sys_days> DayOf(const DataNode& pause, std::string_view member) {
  const std::string text = TRY(TextOf(pause, member));
  const auto day = ParseDate(text);
  if (!day) return Wrong(member);
  return *day;
}

Result<int64_t> AboveOf(const DataNode& pause) {
  const DataNode* const node = pause.Find("above");
  if (node == nullptr || node->kind != Kind::kInteger) return Wrong("above");
  int64_t above = 0;
  const char* const end = node->scalar.data() + node->scalar.size();
  const auto read = std::from_chars(node->scalar.data(), end, above);
  if (read.ec != std::errc() || read.ptr != end || above < 0) return Wrong("above");
  return above;
}

Result<Pause> PauseOf(const DataNode& node) {
  if (node.kind != Kind::kMap) return Wrong("pauses");
  Pause pause;
  pause.condition.rule = TRY(TextOf(node, "rule"));
  const std::string word = TRY(TextOf(node, "measure"));
  const auto measure = StopMeasureOf(word);
  if (!measure) return Wrong("measure");
  pause.condition.measure = *measure;
  pause.condition.above = TRY(AboveOf(node));
  pause.since = TRY(DayOf(node, "since"));
  if (node.Find("until") != nullptr) pause.until = TRY(DayOf(node, "until"));
  return pause;
}

}  // namespace

Json RenderPauses(const std::vector<Pause>& pauses) {
  Json json;
  json << "[";
  Literal separator = "";
  for (const Pause& pause : pauses) {
    json << separator << "{\"rule\":\"" << Untrusted(pause.condition.rule) << "\",\"measure\":\""
         << NameOf(pause.condition.measure) << "\",\"above\":" << pause.condition.above
         << ",\"since\":\"" << Untrusted(config::DayText(pause.since)) << "\"";
    if (pause.until) json << ",\"until\":\"" << Untrusted(config::DayText(*pause.until)) << "\"";
    json << "}";
    separator = ",";
  }
  return std::move(json << "]");
}

Result<std::vector<Pause>> ReadPauses(const DataNode& list) {
  if (list.kind != Kind::kList) return Wrong("pauses");
  std::vector<Pause> pauses;
  for (const DataNode& node : list.items) pauses.push_back(TRY(PauseOf(node)));
  return pauses;
}

}  // namespace headwater::jobs
