// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/git_command.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include "service/git/fetch_end.h"
#include "service/git/git_program.h"

namespace headwater::git {
namespace {

using Strings = std::vector<std::string>;

GitContext Context(const std::string& forge = "https://gitlab.example.org:8443/git") {
  return {.program = "/usr/bin/git",
          .forge_url = SafeUrl::Parse(forge).value(),
          .ca_bundle = "/etc/bundle.pem",
          .proxy = "",
          .no_proxy = ""};
}

FetchCommand Command() {
  FetchCommand command;
  command.mirror = "/mirrors/7.git";
  command.url = "https://gitlab.example.org:8443/git/group/project.git";
  command.refspecs = {"+refs/merge-requests/3/head:refs/headwater/mr/3"};
  command.credential = BasicCredential(Secret("token"));
  command.max_file_bytes = 1'000'000;
  return command;
}

/// "key = value" for each setting, and whatever else stands in the environment as it is.
Strings Readable(const Strings& environment) {
  Strings lines;
  std::string key;
  for (const std::string& entry : environment) {
    const size_t value = entry.find('=') + 1;
    if (entry.starts_with("GIT_CONFIG_KEY_")) {
      key = entry.substr(value);
    } else if (entry.starts_with("GIT_CONFIG_VALUE_")) {
      lines.push_back(key + " = " + entry.substr(value));
    } else {
      lines.push_back(entry);
    }
  }
  return lines;
}

bool Has(const Strings& lines, const std::string& line) {
  return std::ranges::find(lines, line) != lines.end();
}

bool HasPrefix(const Strings& lines, const std::string& prefix) {
  return std::ranges::any_of(lines, [&](const std::string& l) { return l.starts_with(prefix); });
}

// The golden copy of what service/docs/security.md promises. A change here is a change of the
// security of the service.
TEST(GitCommandTest, AFetchHasExactlyThisEnvironment) {
  const Strings expected = {
      "PATH=/usr/bin:/bin",
      "HOME=/nonexistent",
      "XDG_CONFIG_HOME=/nonexistent",
      "LC_ALL=C.UTF-8",
      "TZ=UTC",
      "GIT_CONFIG_NOSYSTEM=1",
      "GIT_CONFIG_SYSTEM=/dev/null",
      "GIT_CONFIG_GLOBAL=/dev/null",
      "GIT_ATTR_NOSYSTEM=1",
      "GIT_TERMINAL_PROMPT=0",
      "GIT_ASKPASS=/bin/false",
      "SSH_ASKPASS=/bin/false",
      "GIT_SSH_COMMAND=/bin/false",
      "GIT_ALLOW_PROTOCOL=https",
      "GIT_PROTOCOL_FROM_USER=0",
      "GIT_NO_LAZY_FETCH=1",
      "GIT_NO_REPLACE_OBJECTS=1",
      "GIT_ALLOC_LIMIT=256m",
      "GIT_OPTIONAL_LOCKS=0",
      "GIT_CEILING_DIRECTORIES=/",
      "GIT_CONFIG_COUNT=47",
      "protocol.allow = never",
      "protocol.version = 2",
      "core.hooksPath = /dev/null",
      "core.fsmonitor = false",
      "core.sshCommand = /bin/false",
      "core.askPass = /bin/false",
      "core.attributesFile = /dev/null",
      "core.alternateRefsCommand = ",
      "gpg.program = /bin/false",
      "credential.helper = ",
      "core.protectHFS = true",
      "core.protectNTFS = true",
      "gc.auto = 0",
      "gc.autoDetach = false",
      "maintenance.auto = false",
      "pack.threads = 1",
      "index.threads = 1",
      "core.deltaBaseCacheLimit = 64m",
      "core.packedGitLimit = 256m",
      "safe.bareRepository = explicit",
      "protocol.https.allow = always",
      "http.followRedirects = false",
      "http.sslVerify = true",
      "http.sslVersion = tlsv1.2",
      "http.proxy = ",
      "http.lowSpeedLimit = 1000",
      "http.lowSpeedTime = 20",
      "http.maxRequests = 1",
      "http.emptyAuth = false",
      "http.saveCookies = false",
      "http.cookieFile = ",
      "transfer.credentialsInUrl = die",
      "transfer.bundleURI = false",
      "fetch.uriProtocols = ",
      "http.https://gitlab.example.org:8443/.extraHeader = Authorization: Basic b2F1dGgyOnRva2Vu",
      "transfer.fsckObjects = false",
      "fetch.fsckObjects = false",
      "fetch.unpackLimit = 1",
      "transfer.unpackLimit = 1",
      "fetch.recurseSubmodules = false",
      "submodule.recurse = false",
      "fetch.writeCommitGraph = false",
      "fetch.parallel = 1",
      "fetch.prune = false",
      "fetch.showForcedUpdates = false",
      "advice.fetchShowForcedUpdates = false",
      "safe.directory = /mirrors/7.git",
      "GIT_SSL_CAINFO=/etc/bundle.pem",
  };
  EXPECT_EQ(Readable(FetchProcess(Context(), Command()).environment), expected);
}

TEST(GitCommandTest, AFetchHasExactlyTheseArgumentsAndLimits) {
  const ProcessSpec spec = FetchProcess(Context(), Command());
  const Strings expected = {"/usr/bin/git",
                            "--git-dir=/mirrors/7.git",
                            "fetch",
                            "--quiet",
                            "--no-tags",
                            "--no-recurse-submodules",
                            "--no-auto-maintenance",
                            "--no-write-fetch-head",
                            "--no-show-forced-updates",
                            "--no-prune",
                            "--refmap=",
                            "--atomic",
                            "--filter=blob:none",
                            "--",
                            "https://gitlab.example.org:8443/git/group/project.git",
                            "+refs/merge-requests/3/head:refs/headwater/mr/3"};
  EXPECT_EQ(spec.argv, expected);
  EXPECT_EQ(spec.file_bytes, 1'000'000U);
  EXPECT_EQ(spec.cpu_seconds, 300U);
  EXPECT_EQ(spec.open_files, 256U);
  EXPECT_EQ(spec.data_bytes, uint64_t{2} << 30U);
  EXPECT_EQ(spec.directory, "/");
  EXPECT_EQ(spec.max_output_bytes, size_t{64} << 10U);
  EXPECT_EQ(spec.max_error_bytes, size_t{64} << 10U);
}

TEST(GitCommandTest, APlainFetchIsCheckedByGitWithExceptionsForOldHabits) {
  FetchCommand command = Command();
  command.kind = MirrorKind::kPlain;
  const ProcessSpec spec = FetchProcess(Context(), command);
  EXPECT_FALSE(HasPrefix(spec.argv, "--filter"));
  const Strings lines = Readable(spec.environment);
  EXPECT_TRUE(Has(lines, "transfer.fsckObjects = true"));
  EXPECT_TRUE(Has(lines, "fetch.fsckObjects = true"));
  for (const char* habit :
       {"zeroPaddedFilemode", "badTimezone", "missingSpaceBeforeDate", "badDate", "badDateOverflow",
        "badEmail", "missingEmail", "missingNameBeforeEmail", "multipleAuthors", "nulInCommit"}) {
    EXPECT_TRUE(Has(lines, std::string("fetch.fsck.") + habit + " = ignore")) << habit;
  }
  EXPECT_TRUE(Has(lines, "fetch.fsck.badFilemode = warn"));
}

TEST(GitCommandTest, IdsAreReadFromInputWithoutNegotiation) {
  FetchCommand command = Command();
  command.ids_from_input = true;
  command.refspecs.clear();
  const ProcessSpec spec = FetchProcess(Context(), command);
  ASSERT_GE(spec.argv.size(), 3U);
  EXPECT_EQ(Strings(spec.argv.end() - 3, spec.argv.end()), (Strings{"--stdin", "--", command.url}));
  EXPECT_TRUE(Has(Readable(spec.environment), "fetch.negotiationAlgorithm = noop"));
}

TEST(GitCommandTest, PlainHttpIsSpokenOnlyWithAForgeThatSpeaksIt) {
  const Strings lines =
      Readable(FetchProcess(Context("http://gitlab.local:8080"), Command()).environment);
  EXPECT_TRUE(Has(lines, "GIT_ALLOW_PROTOCOL=https:http"));
  EXPECT_TRUE(Has(lines, "protocol.http.allow = always"));
  EXPECT_FALSE(HasPrefix(lines, "protocol.https.allow"));
  EXPECT_TRUE(HasPrefix(lines, "http.http://gitlab.local:8080/.extraHeader"));
}

TEST(GitCommandTest, TheProxyIsOursAlone) {
  GitContext context = Context();
  context.proxy = "http://proxy.example.org:3128";
  context.no_proxy = "localhost,.example.net";
  const Strings lines = Readable(FetchProcess(context, Command()).environment);
  EXPECT_TRUE(Has(lines, "http.proxy = http://proxy.example.org:3128"));
  EXPECT_TRUE(Has(lines, "NO_PROXY=localhost,.example.net"));
}

TEST(GitCommandTest, TheTokenStandsInNoArgumentAndOnlyWhereTheNetworkIs) {
  const auto holds_token = [](const Strings& strings) {
    return std::ranges::any_of(strings, [](const std::string& text) {
      return text.find("b2F1dGgyOnRva2Vu") != std::string::npos ||
             text.find("token") != std::string::npos;
    });
  };
  const ProcessSpec fetch = FetchProcess(Context(), Command());
  EXPECT_FALSE(holds_token(fetch.argv));
  EXPECT_TRUE(holds_token(fetch.environment));
  FetchCommand without = Command();
  without.credential.clear();
  EXPECT_FALSE(holds_token(FetchProcess(Context(), without).environment));
  const ProcessSpec join = JoinPacksProcess(Context(), "/mirrors/7.git", 1);
  EXPECT_FALSE(holds_token(join.environment));
  EXPECT_TRUE(Has(join.environment, "GIT_ALLOW_PROTOCOL=none"));
}

TEST(GitCommandTest, AProbeAsksTheHelperOfTheForgesProtocol) {
  const std::string url = "https://gitlab.example.org/a.git";
  EXPECT_EQ(ProbeProcess(Context(), url, "").argv,
            (Strings{"/usr/bin/git", "remote-https", url, url}));
  EXPECT_EQ(ProbeProcess(Context("http://127.0.0.1:1"), url, "").argv[1], "remote-http");
}

TEST(RepositoryUrlTest, IsTheForgesAddressAndTheProjectsPath) {
  const auto url = [](const char* forge, const char* path) {
    return RepositoryUrl(SafeUrl::Parse(forge).value(), Untrusted(path)).value();
  };
  EXPECT_EQ(url("https://gitlab.example.org", "group/sub/project-1_x.y~z"),
            "https://gitlab.example.org/group/sub/project-1_x.y~z.git");
  EXPECT_EQ(url("http://127.0.0.1:8080/gitlab/", "g/p"), "http://127.0.0.1:8080/gitlab/g/p.git");
}

TEST(RepositoryUrlTest, RefusesWhatIsNoPathOfAProject) {
  const SafeUrl forge = SafeUrl::Parse("https://gitlab.example.org").value();
  const std::string cases[] = {
      "",       "/",     "/a",         "a/",   "a//b",     "..",
      "a/../b", "a/./b", "a b",        "a\nb", "a%2Fb",    "a?b",
      "a#b",    "a@b",   "a:b",        "a\\b", "\xc3\xa9", std::string("a\0b", 3),
      "a;b",    "$(id)", "ext::sh -c", "a'b",  "a\"b",     std::string(1'025, 'a')};
  for (const std::string& path : cases) {
    const Result<std::string> url = RepositoryUrl(forge, Untrusted(path));
    ASSERT_FALSE(url.ok()) << path;
    EXPECT_EQ(url.error().code, Errc::kInvalid) << path;
  }
}

TEST(RepositoryUrlTest, RefusesAForgeWithMoreThanAHostAPortAndAPath) {
  for (const char* forge : {"https://gitlab.example.org/?a=b", "https://gitlab.example.org/#a",
                            "https://gitlab.example.org/%2e%2e", "https://gitlab.example.org/../a",
                            "https://gitlab.example.org?x", "https://git%6cab.example.org"}) {
    const Result<SafeUrl> url = SafeUrl::Parse(forge);
    ASSERT_TRUE(url.ok()) << forge;
    EXPECT_FALSE(RepositoryUrl(url.value(), Untrusted("a/b")).ok()) << forge;
  }
}

TEST(GitProgramTest, IsFoundHere) { EXPECT_TRUE(GitProgram::Find().value().path.starts_with('/')); }

TEST(GitProgramTest, KnowsWhichVersionsAreTooOld) {
  for (const char* good : {"git version 2.39.4\n", "git version 2.39.5\n", "git version 2.45.2\n",
                           "git version 3.0.0\n", "git version 2.47.1.windows.1\n",
                           "git version 2.100.0.rc1\n", "git version 2.39.5 (Apple Git-154)\n"}) {
    EXPECT_TRUE(CheckGitVersion(good).ok()) << good;
  }
  for (const char* bad : {"git version 2.39.3\n", "git version 2.38.9\n", "git version 1.99.99\n",
                          "git version 2.39\n", "git version x\n", "", "hub version 2.40.0\n"}) {
    const Status status = CheckGitVersion(bad);
    ASSERT_FALSE(status.ok()) << bad;
    EXPECT_EQ(status.error().code, Errc::kInternal) << bad;
  }
}

ProcessResult Failed(const std::string& err) {
  ProcessResult result;
  result.exit_code = 128;
  result.err = err;
  return result;
}

TEST(FetchEndTest, ReadsWhatGitSays) {
  using enum FetchProblem;
  const struct {
    const char* err;
    FetchProblem problem;
    Errc code;
    const char* subject;
  } cases[] = {
      {"fatal: couldn't find remote ref refs/heads/x y\n", kNoSuchReference, Errc::kNotFound,
       "refs/heads/x y"},
      {"fatal: remote error: upload-pack: not our ref 1234\n", kNoSuchObject, Errc::kNotFound,
       "1234"},
      {"fatal: remote error: filter 'blob:none' not supported\n", kFilterRefused, Errc::kContent,
       ""},
      {"fatal: could not read Username for 'http://h': terminal prompts disabled\n", kUnauthorized,
       Errc::kDenied, nullptr},
      {"fatal: Authentication failed for 'http://h/'\n", kUnauthorized, Errc::kDenied, nullptr},
      {"fatal: unable to access 'u': The requested URL returned error: 403\n", kOther,
       Errc::kDenied, nullptr},
      {"fatal: repository 'http://h/p.git/' not found\n", kOther, Errc::kNotFound, nullptr},
      {"fatal: unable to access 'u': The requested URL returned error: 302\n", kOther,
       Errc::kTransient, nullptr},
      {"fatal: unable to access 'u': The requested URL returned error: 503\n", kOther,
       Errc::kTransient, nullptr},
      {"fatal: unable to access 'u': server certificate verification failed.\n", kOther,
       Errc::kTransient, nullptr},
      {"fatal: unable to access 'u': Failed to connect to h port 1: Connection refused\n", kOther,
       Errc::kTransient, nullptr},
      {"error: RPC failed; curl 18 transfer closed\nfatal: protocol error: bad pack header\n",
       kOther, Errc::kTransient, nullptr},
      {"fatal: protocol error: bad line length character: <htm\n", kOther, Errc::kContent, nullptr},
      {"fatal: mismatched algorithms: client sha1; server sha256\n", kOther, Errc::kContent,
       nullptr},
      {"error: index-pack died of signal 25\nfatal: index-pack failed\n", kOther, Errc::kContent,
       nullptr},
      {"fatal: attempting to allocate 1 over limit 0\n", kOther, Errc::kContent, nullptr},
      {"fatal: write error: No space left on device\n", kOther, Errc::kInternal, nullptr},
      {"fatal: bad object refs/headwater/mr/1\n", kMirrorDamaged, Errc::kTransient, nullptr},
      {"error: packfile p.pack does not match index\n", kMirrorDamaged, Errc::kTransient, nullptr},
      {"fatal: something new\n", kOther, Errc::kTransient, nullptr},
      {"", kOther, Errc::kTransient, nullptr},
  };
  for (const auto& one : cases) {
    const FetchEnd end = JudgeFetch(Failed(one.err), "");
    EXPECT_EQ(static_cast<int>(end.problem), static_cast<int>(one.problem)) << one.err;
    EXPECT_EQ(static_cast<int>(end.error.code), static_cast<int>(one.code)) << one.err;
    if (one.subject != nullptr) {
      EXPECT_EQ(end.subject, one.subject) << one.err;
    }
    EXPECT_FALSE(end.error.message.empty());
  }
}

TEST(FetchEndTest, ATimeOutAndALimitAreNoSuccess) {
  ProcessResult late;
  late.exit_code = 0;
  late.timed_out = true;
  EXPECT_EQ(JudgeFetch(late, "").error.code, Errc::kTransient);
  ProcessResult large;
  large.signal = SIGXFSZ;
  EXPECT_EQ(JudgeFetch(large, "").error.code, Errc::kContent);
  ProcessResult good;
  good.exit_code = 0;
  good.err = "warning: couldn't find remote ref x";
  EXPECT_EQ(JudgeFetch(good, "").problem, FetchProblem::kNone);
}

TEST(FetchEndTest, QuotesOneShortLineWithoutControlsAndWithoutTheToken) {
  const std::string credential = BasicCredential(Secret("glpat-secret"));
  const std::string quoted =
      QuoteStderr("\x1b[31mred\r\nnext\x7f " + credential + " glpat-secret " + credential.substr(6),
                  credential);
  EXPECT_EQ(quoted, "[31mred  next  ... ... ...");
  EXPECT_EQ(QuoteStderr(std::string(1'000, 'x'), "").size(), 300U);
  EXPECT_EQ(QuoteStderr("\n \n", ""), "it says nothing");
}

}  // namespace
}  // namespace headwater::git
