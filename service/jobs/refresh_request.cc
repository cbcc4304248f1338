// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <charconv>
#include <iterator>
#include <map>
#include <utility>

#include "service/jobs/upstream_refresh.h"

namespace headwater::jobs {
namespace {

constexpr std::string_view kFirstLine = "headwater-refresh 1";

Error NoRequest(std::string_view why) {
  return {Errc::kInvalid, "this is no request to refresh a copy: " + std::string(why)};
}

/// `KEY VALUE` lines.
class Lines {
 public:
  static Result<Lines> Parse(std::string_view text) {
    Lines lines;
    bool is_first = true;
    while (!text.empty()) {
      const size_t end = text.find('\n');
      if (end == std::string_view::npos) return NoRequest("its last line is cut off");
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(end + 1);
      if (std::exchange(is_first, false)) {
        if (line != kFirstLine) return NoRequest("it begins otherwise");
        continue;
      }
      const size_t blank = line.find(' ');
      if (blank == std::string_view::npos) return NoRequest("a line has no value");
      lines.values_.emplace(line.substr(0, blank), line.substr(blank + 1));
    }
    return lines;
  }

  Result<std::string> One(const std::string& key) {
    const auto [begin, end] = values_.equal_range(key);
    if (std::distance(begin, end) != 1) return NoRequest("`" + key + "` does not stand there once");
    std::string value = std::move(begin->second);
    values_.erase(begin);
    return value;
  }

  Result<int64_t> Number(const std::string& key) {
    const std::string text = TRY(One(key));
    int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = problem == std::errc() && end == text.data() + text.size();
    if (!is_whole || number < 0) return NoRequest("`" + key + "` is no number");
    return number;
  }

  bool IsEmpty() const { return values_.empty(); }

 private:
  std::multimap<std::string, std::string, std::less<>> values_;
};

/// How it is reached, and whom to trust.
Status ReadRoute(Lines& lines, RefreshRequest& request) {
  const bool may_be_private = TRY(lines.Number("private")) != 0;
  request.networks = may_be_private ? http::Networks::kAny : http::Networks::kPublic;
  request.proxy = TRY(lines.One("proxy"));
  request.ca_bundle = TRY(lines.One("authorities"));
  request.allow_http = TRY(lines.Number("http")) != 0;
  return Ok{};
}

Status ReadLimits(Lines& lines, RefreshRequest& request) {
  request.max_bytes = static_cast<uint64_t>(TRY(lines.Number("bytes")));
  request.clone_deadline = std::chrono::milliseconds(TRY(lines.Number("clone-ms")));
  request.fetch_deadline = std::chrono::milliseconds(TRY(lines.Number("fetch-ms")));
  return Ok{};
}

}  // namespace

std::string RenderRefreshRequest(const RefreshRequest& request) {
  std::string text = std::string(kFirstLine) + "\n";
  const auto add = [&text](std::string_view key, const std::string& value) {
    ((text += key) += ' ') += value + "\n";
  };
  add("root", request.root);
  add("url", request.url.text());
  add("private", request.networks == http::Networks::kAny ? "1" : "0");
  add("proxy", request.proxy);
  add("authorities", request.ca_bundle);
  add("http", request.allow_http ? "1" : "0");
  add("bytes", std::to_string(request.max_bytes));
  add("clone-ms", std::to_string(request.clone_deadline.count()));
  add("fetch-ms", std::to_string(request.fetch_deadline.count()));
  add("now", std::to_string(request.now.time_since_epoch().count()));
  return text;
}

Result<RefreshRequest> ReadRefreshRequest(std::string_view text) {
  Lines lines = TRY(Lines::Parse(text));
  const std::string address = TRY(lines.One("url"));
  const SafeUrl url = TRY(SafeUrl::Parse(address));
  RefreshRequest request{.root = {}, .url = url, .now = {}};
  request.root = TRY(lines.One("root"));
  if (!request.root.starts_with('/')) return NoRequest("its folder is no absolute path");
  TRY(ReadRoute(lines, request));
  TRY(ReadLimits(lines, request));
  request.now = std::chrono::sys_seconds(std::chrono::seconds(TRY(lines.Number("now"))));
  if (!lines.IsEmpty()) return NoRequest("it holds more than is known");
  return request;
}

}  // namespace headwater::jobs
