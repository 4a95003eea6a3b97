// SPDX-License-Identifier: MIT
// The pass that cures older C: what it changes, what it leaves alone, and that lines stay where they are.
#include "tools/oldc/cures.h"
#include "tools/oldc/mirror.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace alcove::oldc {
namespace {

const std::string k_head = "#line 1 \"a.c\"\n";

std::string cured(const std::string& text, const Context& context = {}) {
    const Cured result = cure(text, "a.c", context);
    if (result.cures.empty()) {
        EXPECT_EQ(result.text, text);
        return "unchanged";
    }
    EXPECT_TRUE(result.text.starts_with(k_head));
    return result.text.substr(k_head.size());
}

/// Each line of the result with the number that the compiler will give it, as "N:text\n".
std::string numbered(const std::string& text) {
    std::istringstream in(cured(text));
    std::string result;
    int number = 1;
    for (std::string line; std::getline(in, line); number++) {
        if (line.starts_with("#line "))
            number = std::atoi(line.c_str() + 6) - 1;
        else
            result += std::to_string(number) + ":" + line + "\n";
    }
    return result;
}

/// Status of a shell command in a folder where a.c is what the pass makes of `text`; -1 if it didn't run.
int shell(const std::string& text, const std::string& command) {
    char folder[] = "/tmp/oldc-test-XXXXXX";
    EXPECT_NE(mkdtemp(folder), nullptr);
    std::ofstream(std::string(folder) + "/a.c") << cure(text, "a.c").text;
    const int status = std::system(("cd " + std::string(folder) + " && " + command).c_str());
    std::filesystem::remove_all(folder);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// gcc as drivers get it.
const std::string k_gcc = "gcc -m32 -std=gnu89 -O2 -w -fno-strict-aliasing -fno-toplevel-reorder a.c ";

/// Exit status of the cured program, which is the host's own kind: not every kernel runs 32-bit programs.
int run(const std::string& text) { return shell(text, k_gcc + "-m64 -o a && ./a"); }

TEST(OldC, LeavesGoodCodeAlone) {
    for (const char* text : {
             "int f(int a) { if ((a) & 4) ++a; while ((a) * 2) --a; return (a) - 1; }\n",
             "int f(int *p, int x) { if (x) *p = 3; for (;;) *p += 1; return (x) * (*p)++; }\n",
             "int f(char *p) { (*p)++; (p)[2] = 1; return *((short *)p + 1)++ ? 1 : 0; }\n" + 0,
             "int (*g)(int) = f; struct s { int (*h)(void); } s = { h: (int (*)(void))f };\n",
             "void f(char *p) { *(short *)p = 1; ((struct s *)p)->x = 2; (*(int *)p)++; ((char *)p)[1] = 2; "
             "}\n",
             "static int f(int); static int f(int a) { return f(a); }\n",
             "extern int x; int x = 3; static long long y; unsigned long z; static int (*p)(int), q;\n",
             "void f(void) { static int a[3]; static int (*p)(void); static DECLARE_THING(x); }\n",
             "#if 0\nIt's no \"code at all, ((T *)p)++;\n#endif\nchar *s = \"a\\\nb\", c = '\"';\n",
             "/* ((T *)p)++; \" */ // (T *)p = 1;\nchar *s = \"((T *)p)++\";\n",
             "void f(void) { printk(\"%s\", __FUNCTION__); }\n",
             "#define A(x) (x) = 3\n#define B(t, x) ((t)(x) + 1)\n#error it's \"wrong\n",
         })
        EXPECT_EQ(cured(text), "unchanged") << text;
}

TEST(OldC, CastAsLvalue) {
    EXPECT_EQ(cured("void f(char *p) { (T *)p = q + 1; }\n"),
              "void f(char *p) { ((T *)(p = (__typeof__(p))(T *)(q + 1))); }\n");
    EXPECT_EQ(cured("void f(char *p) { (T *)p += n; }\n"),
              "void f(char *p) { ((T *)(p = (__typeof__(p))(T *)((T *)p + (n)))); }\n");
    EXPECT_EQ(cured("void f(char *p) { ++((T *)p); }\n"),
              "void f(char *p) { ((T *)(p = (__typeof__(p))((T *)p + 1))); }\n");
    EXPECT_EQ(cured("void f(char *p) { x = *((T *)p)++; }\n"),
              "void f(char *p) { x = *((T *)((T *)(p = (__typeof__(p))((T *)p + 1)) - 1)); }\n");
    EXPECT_EQ(cured("void f(char *p) { ++((T *)p)->count; ((T *)p)->count++; }\n"), "unchanged");
    EXPECT_NE(cured("#define NEXT(p) (*((T *)(p))++)\n"), "unchanged");
    EXPECT_NE(cured("void f(char *p) { if (a) (T *)p = q; else (u)p[1].x |= 2; }\n"), "unchanged");
}

TEST(OldC, CastAsLvalueWithSideEffectsIsEvaluatedOnce) {
    EXPECT_EQ(cured("void f(char **p) { ((T *)*p++)++; }\n"),
              "void f(char **p) { (*(__typeof__((T *)0) *)&(* p ++))++; }\n");
}

TEST(OldC, CastAsLvalueKeepsLines) {
    EXPECT_EQ(numbered("void f(void)\n{\n\t(T *)\n\t\tp =\n\t\tq;\n\tlast;\n}\n").find("6:\tlast;") !=
                  std::string::npos,
              true);
    EXPECT_NE(numbered("#define A(p) \\\n\t((T *)p)++; \\\n\tb\nint last;\n").find("4:int last;"),
              std::string::npos);
}

TEST(OldC, CastAsLvalueMeansWhatItMeant) {
    EXPECT_EQ(run(R"(
#define TAKE(p) (*((unsigned short *)(p))++)
struct s { char *data; unsigned flag : 4; };
int main(void)
{
	unsigned char bytes[] = { 1, 0, 2, 0, 3, 0, 0, 0, 4, 5 };
	register unsigned char *p = bytes;
	struct s s;
	struct s *t = &s;
	int *q, n = 0;
	void *v;
	if (*((short *)p)++ != 1 || p != bytes + 2) return 1;
	if (TAKE(p) != 2 || p != bytes + 4) return 2;
	if (*((int *)p)++ != 3 || p != bytes + 8) return 3;
	(short *)p -= 2;
	if (p != bytes + 4) return 4;
	++(int *)p;
	if (*p != 4) return 5;
	if (*--((short *)p) != 0 || p != bytes + 6) return 6;
	(char *)q = bytes + 4;
	if (*q != 3) return 7;
	s.data = (char *)bytes;
	((int *)t->data)++, ((short *)s.data)--;
	if (t->data != (char *)bytes + 2) return 8;
	(unsigned char)n = 0x1ff;
	if (n != 0xff) return 9;
	(unsigned char *)v = bytes, ((char *)v)++;
	*((short *)v)++ = *((short *)p)++;
	if (v != bytes + 3 || bytes[1] != 0) return 10;
	if ((n) & 4) ++n;
	(n = 1) ? (short *)p = (short *)bytes : 0;
	return n == 1 && p == bytes ? 0 : 11;
}
)"),
              0);
}

TEST(OldC, TextOverLines) {
    EXPECT_EQ(cured("char *s = \"one\ntwo \\\" \\\nthree\";\nint x;\n"),
              "char *s = \"one\\n\"\n\"two \\\" \\\nthree\";\nint x;\n");
    EXPECT_EQ(run("int strcmp(const char *, const char *);\n"
                  "int main(void) { return strcmp(\"a\n b\n\", \"a\\n b\\n\") != 0; }\n"),
              0);
}

TEST(OldC, MemberCalledJiffies) {
    EXPECT_EQ(
        cured(
            "struct s { unsigned long jiffies; } s;\nlong f(struct s *p) { return p->jiffies - jiffies; }\n"),
        "struct s { unsigned long jiffies_; } s;\nlong f(struct s *p) { return p->jiffies_ - jiffies; }\n");
    EXPECT_EQ(cured("unsigned long end;\nint f(void) { return (long)jiffies - end; }\n"), "unchanged");
}

TEST(OldC, DoubledSpecifiers) {
    EXPECT_EQ(cured("static unsigned unsigned int x;\n"), "static unsigned          int x;\n");
    EXPECT_EQ(cured("long long long x;\n"), "long long      x;\n");
    EXPECT_EQ(cured("void f(const char const *p);\n"), "void f(const char       *p);\n");
    EXPECT_EQ(cured("u32 u32 x;\n"), "    u32 x;\n");
    EXPECT_EQ(cured("u32 long x, y;\n"), "u32      x, y;\n");
    EXPECT_EQ(cured("u16 long x;\n"), "unchanged"); // neither meaning is sure
}

TEST(OldC, ClobberedInput) {
    EXPECT_EQ(cured("void f(int x) { asm volatile(\"\" : : \"a\" (x), \"g\" (y) : \"ax\", \"bx\"); }\n"),
              "void f(int x) { asm volatile(\"\" :   \"+a\" (x): \"g\" (y) :       \"bx\"); }\n");
    EXPECT_EQ(cured("void f(int x) { __asm(\"\" : : \"c\" (x) : \"bx\", \"ecx\"); }\n"),
              "void f(int x) { __asm(\"\" :   \"+c\" (x) : : \"bx\"       ); }\n");
    for (const char* well :
         {"void f(int x) { asm(\"\" : : \"a\" (x) : \"bx\"); }\n",
          "void f(int x) { asm(\"\" : : \"r\" (x) : \"ax\"); }\n",
          "void f(int x) { asm(\"\" : \"=b\" (x) : \"a\" (x) : \"ax\"); }\n",
          "void f(int x) { asm(\"\" : : \"a\" (x + 1) : \"ax\"); }\n", "int y __asm(\"ax\");\n"})
        EXPECT_EQ(cured(well), "unchanged") << well;
}

TEST(OldC, StaticAfterExtern) {
    EXPECT_EQ(cured("extern int f(int);\nstatic int f(int a) { return a; }\n"),
              "extern int f(int);\n       int f(int a) { return a; } __asm__(\".local f\");\n");
    EXPECT_EQ(cured("extern struct s t;\nstatic int f(int);\nstatic struct s t = { 1 };\n"),
              "extern struct s t;\nstatic int f(int);\n       struct s t = { 1 }; __asm__(\".local t\");\n");
    EXPECT_EQ(cured("int f(void) { extern int g(void); return g(); }\nstatic int g(void);\n"),
              "int f(void) { extern int g(void); return g(); }\n       int g(void);\n");
    EXPECT_EQ(cured("int f(void) { return g(); }\nstatic int g(void) { return 1; }\n"),
              "int f(void) { return g(); }\n       int g(void) { return 1; } __asm__(\".local g\");\n");
    EXPECT_EQ(cured("static int h(a) int a; { return a; }\n", {.headers = {.open = {"h"}, .local = {}}}),
              "       int h(a) int a; { return a; } __asm__(\".local h\");\n");
}

TEST(OldC, NamesThatMacrosMakeAreNotTheMacro) {
    for (const char* text : {"extern int M(f)(int);\nstatic int M(g)(int a) { return a; }\n",
                             "extern int M(v)[2];\nstatic int M(w)[2] = { 1 };\nstatic int M(x) = 1;\n"})
        EXPECT_EQ(cured(text), "unchanged");
    EXPECT_EQ(run(R"C(
int strcmp(const char *, const char *);
#define M(x) one_##x
static const char *M(name)(int a)
{
	return "in " __FUNCTION__;
}
int main(void)
{
	return strcmp(M(name)(1), "in M(name)");
}
)C"),
              0);
}

TEST(OldC, HeadersAreCuredForMacrosOfOtherHeaders) {
    char folder[] = "/tmp/oldc-test-XXXXXX";
    ASSERT_NE(mkdtemp(folder), nullptr);
    const std::string top = folder;
    const auto write = [&](const char* name, const char* text) { std::ofstream(top + "/" + name) << text; };
    write("a.h", "#define WHERE \"in \" __FUNCTION__\n");
    write("b.h", "static const char *here(void) { return WHERE; }\n");
    write("c.c", "#include \"a.h\"\n#include \"b.h\"\nconst char *f(void) { return here(); }\n");
    const Prepared prepared = prepare(top + "/c.c", top + "/copy");
    EXPECT_EQ(prepared.cures.size(), 2U); // a.h has no function
    const std::string copy = top + "/copy.s";
    const std::string command = "gcc -std=gnu89 -w -S -o " + copy + " -I " + prepared.folders.at(0) + " " +
                                prepared.path + " && grep -q 'in here' " + copy;
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::filesystem::remove_all(top);
}

TEST(OldC, StaticAfterExternStaysLocal) {
    EXPECT_EQ(shell("extern int f(int);\nextern int v;\nint g(void) { return f(1) + v; }\n"
                    "static int f(int a) { return a; }\nstatic int v = 2;\n",
                    k_gcc + "-c && nm a.o | grep -q ' t f$' && nm a.o | grep -q ' d v$'"),
              0);
}

TEST(OldC, StaticInBlock) {
    EXPECT_EQ(
        numbered("int x;\nint f(void)\n{\n\tstatic int g(int,\n\t\tint);\n\treturn g(1, 2);\n}\n"
                 "static int g(int a, int b) { return a; }\n"),
        "1:int x;\n2:static int g(int , int); \n2:int f(void)\n3:{\n4:\t                 \n5:\t\t     \n"
        "6:\treturn g(1, 2);\n7:}\n8:       int g(int a, int b) { return a; } __asm__(\".local g\");\n");
}

TEST(OldC, FunctionName) {
    EXPECT_EQ(run(R"(
int strcmp(const char *, const char *);
#define WHERE "in " __FUNCTION__ "\n"
static const char *first(int a)
{
	return WHERE;
}
#ifdef NEVER
static const char *second(int a, int b) {
#else
static const char *second(int a)
{
#endif
	return __FUNCTION__ "!";
}
int main(void)
{
	return strcmp(first(1), "in first\n") || strcmp(second(1), "second!") || __LINE__ != 18;
}
)"),
              0);
}

TEST(OldC, HostileTextEnds) {
    for (const char* text :
         {"", "\"", "'", "((", "))}}", "#", "#if 0", "/*", "{ ((T *)p)++", "(T *)p =", "\\", "static",
          "++((T *)p", "int f( {", "#define A(", "#include \"", "static int f(", "\"a\n", "{}}{"})
        cured(text);
    std::string deep;
    for (int i = 0; i < 2000; i++) deep += "((T *)";
    cured(deep);
}

} // namespace
} // namespace alcove::oldc
