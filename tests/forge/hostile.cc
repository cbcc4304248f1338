// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/hostile.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>

#include "tests/forge/git_command.h"
#include "tests/forge/pack_bomb.h"

namespace headwater::forge_double {
namespace {

constexpr std::chrono::seconds kLongest{60};
constexpr size_t kMostBytes = size_t{64} << 20U;
constexpr size_t kJunkBytes = size_t{1} << 20U;
constexpr std::chrono::seconds kDripPause{1};

std::string PktLine(const std::string& text) {
  std::array<char, 8> length{};
  std::snprintf(length.data(), length.size(), "%04zx", text.size() + 4);
  return length.data() + text;
}

/// What a client asks first. Version 0, in which the pack follows the first request.
std::string Advertisement(const std::string& head) {
  const std::string abilities = " HEAD" + std::string(1, '\0') +
                                "ofs-delta shallow filter allow-tip-sha1-in-want "
                                "allow-reachable-sha1-in-want symref=HEAD:refs/heads/main\n";
  return PktLine("# service=git-upload-pack\n") + "0000" + PktLine(head + abilities) +
         PktLine(head + " refs/heads/main\n") + "0000";
}

Response GitAnswer(const char* kind, std::string body) {
  Response response{.content_type = std::string("application/x-git-upload-pack-") + kind};
  response.body = std::move(body);
  return response;
}

bool AsksForRefs(const Request& request) {
  return request.target.find("/info/refs") != std::string::npos;
}

const char* KindOfAnswer(const Request& request) {
  return AsksForRefs(request) ? "advertisement" : "result";
}

/// References without end.
Response EndlessRefs(const HostileOptions&, const Request&) {
  Response response = GitAnswer("advertisement", "");
  response.stream = [](const Write& write) {
    const auto end = std::chrono::steady_clock::now() + kLongest;
    std::string piece = PktLine("# service=git-upload-pack\n") + "0000";
    size_t sent = 0;
    for (size_t i = 0; sent < kMostBytes && std::chrono::steady_clock::now() < end; ++i) {
      piece += PktLine(std::string(40, 'a') + " refs/heads/branch-" + std::to_string(i) + "\n");
      if (piece.size() < 65536) continue;
      if (!write(piece)) return false;
      sent += piece.size();
      piece.clear();
    }
    return false;
  };
  return response;
}

/// One byte each second.
Response Slow(const HostileOptions&, const Request& request) {
  Response response = GitAnswer(KindOfAnswer(request), "");
  response.stream = [](const Write& write) {
    const auto end = std::chrono::steady_clock::now() + kLongest;
    const std::string text = Advertisement(std::string(40, 'b'));
    for (size_t i = 0; i < text.size() && std::chrono::steady_clock::now() < end; ++i) {
      if (!write(std::string_view(text).substr(i, 1))) return false;
      std::this_thread::sleep_for(kDripPause);
    }
    return false;
  };
  return response;
}

Response Redirect(const HostileOptions& options, const Request& request) {
  Response response{.status = 302, .content_type = "text/plain"};
  response.headers.emplace_back("Location", options.redirect_to + request.target);
  return response;
}

Response WrongType(const HostileOptions&, const Request&) {
  Response response{.content_type = "text/html"};
  response.body = "<!DOCTYPE html><title>Sign in</title>\n";
  return response;
}

Response AuthLoop(const HostileOptions&, const Request&) {
  Response response{.status = 401, .content_type = "text/plain"};
  response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"again\"");
  response.body = "Who are you?\n";
  return response;
}

Response JunkPack(const HostileOptions&, const Request& request) {
  const std::string head(40, 'c');
  if (AsksForRefs(request)) return GitAnswer("advertisement", Advertisement(head));
  std::mt19937 random(1);  // The same junk each time.
  std::string junk = PktLine("NAK\n") + "PACK" + std::string("\0\0\0\2\0\0\0\7", 8);
  while (junk.size() < kJunkBytes) junk += static_cast<char>(random());
  return GitAnswer("result", junk);
}

Response Bomb(const HostileOptions&, const Request& request) {
  const PackBomb& bomb = TheBomb();
  if (AsksForRefs(request)) return GitAnswer("advertisement", Advertisement(bomb.head));
  return GitAnswer("result", PktLine("NAK\n") + bomb.pack);
}

/// Plain files of a repository, without a git program behind them.
Response Dumb(const HostileOptions& options, const Request& request) {
  static std::mutex making;
  const std::filesystem::path repository = options.folder / "dumb.git";
  {
    const std::lock_guard lock(making);
    if (!std::filesystem::exists(repository)) {
      RunGit({}, {"init", "-q", "--bare", "-b", "main", repository});
      RunGit(repository, {"fast-import", "--quiet"},
             "commit refs/heads/main\ncommitter A <a@example.org> 0 +0000\ndata 2\nx\n"
             "M 100644 inline file\ndata 2\nx\n");
      RunGit(repository, {"update-server-info"});
    }
  }
  const std::string path(SplitTarget(request.target).first);
  const std::string file = path.substr(path.find(".git/") + 5);
  Response response{.content_type = "text/plain"};
  std::ifstream in(repository / file, std::ios::binary);
  const bool inside = file.find("..") == std::string::npos;
  if (!inside || !std::filesystem::is_regular_file(repository / file)) response.status = 404;
  std::ostringstream text;
  if (response.status == 200) text << in.rdbuf();
  response.body = text.str();
  return response;
}

}  // namespace

Response AnswerHostile(const HostileOptions& options, const Request& request) {
  using Kind = Response (*)(const HostileOptions&, const Request&);
  static const std::map<std::string, Kind> kKinds = {
      {"dumb", Dumb},      {"redirect", Redirect},    {"endless-refs", EndlessRefs},
      {"slow", Slow},      {"wrong-type", WrongType}, {"junk-pack", JunkPack},
      {"pack-bomb", Bomb}, {"auth-loop", AuthLoop}};
  const std::vector<std::string> segments = Segments(SplitTarget(request.target).first);
  const auto kind = segments.size() > 2 ? kKinds.find(segments[1]) : kKinds.end();
  const bool known = kind != kKinds.end() && request.target.find(".git/") != std::string::npos;
  return known ? kind->second(options, request) : Response{.status = 404};
}

}  // namespace headwater::forge_double
