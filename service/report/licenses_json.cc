// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "headwater/spdx_licenses.h"
#include "service/report/licenses.h"

namespace headwater::report {
namespace {

using Json = Out<Sink::kJson>;

void AppendText(const Untrusted& text, Json& json) { json << "\"" << text << "\""; }
void AppendText(const LicenseRecord& license, Json& json) { AppendText(license.text, json); }
void AppendText(Literal text, Json& json) { json << "\"" << text << "\""; }

// Defined below; they hold lists themselves.
void AppendText(const SnippetRecord& snippet, Json& json);
void AppendText(const LicenseProblem& problem, Json& json);

template <typename T>
void AppendList(const std::vector<T>& items, Json& json) {
  json << "[";
  bool first = true;
  for (const T& item : items) {
    if (!std::exchange(first, false)) json << ",";
    AppendText(item, json);
  }
  json << "]";
}

void AppendText(const SnippetRecord& snippet, Json& json) {
  json << "{\"lines\":[" << snippet.lines.first << "," << snippet.lines.last << "],\"copyrights\":";
  AppendList(snippet.copyrights, json);
  json << ",\"expressions\":";
  AppendList(snippet.licenses, json);
  json << "}";
}

void AppendText(const LicenseProblem& problem, Json& json) {
  json << "{\"kind\":\"" << problem.kind << "\",\"path\":\"" << problem.path
       << "\",\"line\":" << problem.line << ",\"detail\":\"" << problem.detail << "\"}";
}

class JsonWriter final : public LicensesWriter {
 public:
  JsonWriter(const InventoryHead& head, std::ostream& out) : out_(out) {
    Json json;
    json << "{\"schema\":\"headwater.licenses/1\",\"headwater\":\"" << kEngineVersion
         << "\",\"reuse\":\"3.3\",\"spdx_list\":\"" << Untrusted(std::string(SpdxListVersion()))
         << "\",\"repository\":\"" << head.repository << "\",\"commit\":";
    if (head.commit.empty()) {
      json << "null";
    } else {
      json << "\"" << Untrusted(head.commit) << "\"";
    }
    json << ",\"files\":[";
    out_ << json.text();
  }

  void Add(const FileLicenseRecord& record) override {
    Json json;
    if (count_.files > 0) json << ",";
    count_.Add(record);
    json << "\n{\"path\":\"" << record.file->path << "\",\"covered\":";
    json << (record.covered() ? Literal("true,") : Literal("false,")) << "\"excluded_because\":";
    if (record.covered()) {
      json << "null";
    } else {
      AppendText(record.excluded_because, json);
    }
    json << ",\"copyrights\":";
    AppendList(record.copyrights, json);
    json << ",\"expressions\":";
    AppendList(record.licenses, json);
    json << ",\"sources\":";
    AppendList(record.sources, json);
    AppendIfAny(",\"snippets\":", record.snippets, json);
    AppendIfAny(",\"errors\":", record.problems, json);
    json << "}";
    out_ << json.text();
  }

  void End() override {
    Json json;
    json << "\n],\"summary\":{\"files\":" << count_.files << ",\"covered\":" << count_.covered
         << ",\"with_license\":" << count_.with_license
         << ",\"with_copyright\":" << count_.with_holder << ",\"unread\":" << count_.unread
         << ",\"expressions\":{";
    bool first = true;
    for (const auto& [expression, files] : count_.expressions) {
      if (!std::exchange(first, false)) json << ",";
      json << "\"" << Untrusted(expression) << "\":" << files;
    }
    json << "}}}\n";
    out_ << json.text();
  }

 private:
  template <typename T>
  static void AppendIfAny(Literal key, const std::vector<T>& items, Json& json) {
    if (items.empty()) return;
    json << key;
    AppendList(items, json);
  }

  std::ostream& out_;
  InventoryCount count_;
};

}  // namespace

std::unique_ptr<LicensesWriter> WriteLicensesJson(const InventoryHead& head, std::ostream& out) {
  return std::make_unique<JsonWriter>(head, out);
}

}  // namespace headwater::report
