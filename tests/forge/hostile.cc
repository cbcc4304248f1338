// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/hostile.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
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
constexpr int kMergeRequests = 9;
// A packet holds at most 65,520 bytes, its length and channel included.
constexpr size_t kPieceBytes = 65'000;

std::string PktLine(const std::string& text) {
  std::array<char, 8> length{};
  std::snprintf(length.data(), length.size(), "%04zx", text.size() + 4);
  return length.data() + text;
}

bool SpeaksProtocol2(const Request& request) {
  return request.Header("git-protocol").find("version=2") != std::string::npos;
}

/// What a client asks first. In version 0 the pack follows the first request; in version 2
/// (https://git-scm.com/docs/protocol-v2) references are asked for one by one before it.
std::string Advertisement(const Request& request, const std::string& head) {
  if (SpeaksProtocol2(request)) {
    return PktLine("version 2\n") + PktLine("agent=git/2.39.5\n") + PktLine("ls-refs\n") +
           PktLine("fetch=shallow wait-for-done filter\n") + PktLine("object-format=sha1\n") +
           "0000";
  }
  const std::string abilities = " HEAD" + std::string(1, '\0') +
                                "ofs-delta shallow filter allow-tip-sha1-in-want "
                                "allow-reachable-sha1-in-want symref=HEAD:refs/heads/main\n";
  return PktLine("# service=git-upload-pack\n") + "0000" + PktLine(head + abilities) +
         PktLine(head + " refs/heads/main\n") + "0000";
}

/// The branch and the first merge requests, whatever was asked for.
std::string References(const std::string& head) {
  std::string lines = PktLine(head + " HEAD symref-target:refs/heads/main\n") +
                      PktLine(head + " refs/heads/main\n");
  for (int i = 1; i <= kMergeRequests; ++i) {
    lines += PktLine(head + " refs/merge-requests/" + std::to_string(i) + "/head\n");
  }
  return lines + "0000";
}

/// The command of a request of version 2.
bool AsksForReferences(const Request& request) {
  std::string text = request.body;
  if (request.spooled) {
    std::ifstream file(request.spooled->path, std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(file), {});
  }
  return text.find("command=ls-refs") != std::string::npos;
}

/// The pack as each version sends it; in version 2 beside messages, on channel 1.
std::string PackAnswer(const Request& request, std::string_view pack) {
  if (!SpeaksProtocol2(request)) return PktLine("NAK\n") + std::string(pack);
  std::string answer = PktLine("packfile\n");
  while (!pack.empty()) {
    const std::string_view piece = pack.substr(0, kPieceBytes);
    answer += PktLine("\x01" + std::string(piece));
    pack.remove_prefix(piece.size());
  }
  return answer + "0000";
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
Response EndlessRefs(const HostileOptions&, const Request& request) {
  const bool version2 = SpeaksProtocol2(request);
  if (version2 && AsksForRefs(request)) {
    return GitAnswer("advertisement", Advertisement(request, ""));
  }
  Response response = GitAnswer(KindOfAnswer(request), "");
  response.stream = [version2](const Write& write) {
    const auto end = std::chrono::steady_clock::now() + kLongest;
    std::string piece = version2 ? "" : PktLine("# service=git-upload-pack\n") + "0000";
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
  const std::string text = Advertisement(request, std::string(40, 'b'));
  response.stream = [text](const Write& write) {
    const auto end = std::chrono::steady_clock::now() + kLongest;
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

/// An honest server up to the pack.
Response Serve(const Request& request, const std::string& head, std::string_view pack) {
  if (AsksForRefs(request)) return GitAnswer("advertisement", Advertisement(request, head));
  const bool wants_names = SpeaksProtocol2(request) && AsksForReferences(request);
  return GitAnswer("result", wants_names ? References(head) : PackAnswer(request, pack));
}

Response JunkPack(const HostileOptions&, const Request& request) {
  std::mt19937 random(1);  // The same junk each time.
  std::string junk = "PACK" + std::string("\0\0\0\2\0\0\0\7", 8);
  while (junk.size() < kJunkBytes) junk += static_cast<char>(random());
  return Serve(request, std::string(40, 'c'), junk);
}

Response Bomb(const HostileOptions&, const Request& request) {
  const PackBomb& bomb = TheBomb();
  return Serve(request, bomb.head, bomb.pack);
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
