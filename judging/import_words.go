package judging

// What people write over the columns of their lists. A word more here is all
// that a new heading needs.

// A heading is what a column may be: Title is what the template writes, Words
// are others that mean the same. They are compared without case, spaces,
// punctuation and Tajik letters.
type heading struct {
	key   string
	Title Text
	words []string
}

// headings of a list of entries. A title that two of them share goes to the
// first that the contest has.
var headings = []heading{
	{"name", Text{TG: "Ному насаб", RU: "ФИО", EN: "Name"}, []string{
		"Насаб ва ном", "Насабу ном", "Насаб, ном", "Насаб, ном ва номи падар", "Насаб, ном, номи падар", "Ному насаби иштирокчӣ", "Ному насаби пурра",
		"ФИО участника", "ФИО полностью", "Ф.И.О. ученика", "Фамилия, имя", "Фамилия и имя", "Фамилия Имя Отчество", "Имя участника", "Имя и фамилия",
		"Full name", "Participant name", "Name of participant", "Student"}},
	{"title", Text{TG: "Номи лоиҳа", RU: "Название проекта", EN: "Project title"}, []string{
		"Лоиҳа", "Мавзӯъ", "Мавзӯи лоиҳа", "Мавзӯи кор", "Номи кор", "Проект", "Тема", "Тема проекта", "Тема работы", "Название", "Название работы", "Наименование проекта",
		"Project", "Project name", "Title", "Topic"}},
	{"team", Text{TG: "Номи даста", RU: "Название команды", EN: "Team name"}, []string{
		"Даста", "Гурӯҳи даста", "Команда", "Наименование команды", "Team"}},
	{"surname", Text{TG: "Насаб", RU: "Фамилия", EN: "Surname"}, []string{"Насаби иштирокчӣ", "Фамилия участника", "Last name", "Family name"}},
	{"given", Text{TG: "Ном", RU: "Имя", EN: "Given name"}, []string{"Номи иштирокчӣ", "First name", "Forename"}},
	{"patronymic", Text{TG: "Номи падар", RU: "Отчество", EN: "Patronymic"}, []string{"Насаби падарӣ", "Middle name"}},
	{"members", Text{TG: "Аъзоён", RU: "Участники", EN: "Members"}, []string{
		"Аъзо", "Иштирокчиён", "Иштирокчӣ", "Аъзои даста", "Аъзои гурӯҳ", "Состави даста", "Муаллифон", "Муаллиф", "Участник", "Состав", "Состав команды", "Члены команды", "Авторы", "Автор", "Ученик", "Ученики",
		"Member", "Team members", "Participants", "Participant", "Authors", "Author"}},
	{"code", Text{TG: "Рамз", RU: "Код", EN: "Code"}, []string{"Рамзи иштирокчӣ", "Код участника", "Шифр", "Номер участника", "Entry code", "ID"}},
	{"school", Text{TG: "Мактаб", RU: "Школа", EN: "School"}, []string{
		"Мактаби №", "Муассиса", "Муассисаи таълимӣ", "Муассисаи таҳсилот", "Литсей", "Гимназия", "Ҷои таҳсил", "Ҷои кор", "Муассисаи таҳсилоти умумӣ",
		"Школа №", "Номер школы", "Учебное заведение", "Образовательное учреждение", "Общеобразовательное учреждение", "Учреждение", "Организация", "Лицей", "Место учёбы", "Место работы", "ОУ",
		"School name", "Institution", "Organization", "Organisation"}},
	{"district", Text{TG: "Ноҳия", RU: "Район", EN: "District"}, []string{
		"Шаҳр", "Шаҳр/ноҳия", "Ноҳия/шаҳр", "Шаҳр ё ноҳия", "Шаҳру ноҳия", "Номи ноҳия", "Город", "Город/район", "Район/город", "Город или район", "Город, район",
		"City", "City or district", "Town"}},
	{"region", Text{TG: "Вилоят", RU: "Область", EN: "Region"}, []string{"Минтақа", "Номи вилоят", "Регион", "Province"}},
	{"division", Text{TG: "Гурӯҳ", RU: "Группа", EN: "Division"}, []string{
		"Категория", "Бахш", "Номинатсия", "Самт", "Гурӯҳи синнусолӣ", "Зергурӯҳ", "Секция", "Номинация", "Направление", "Возрастная группа", "Возрастная категория", "Дивизион",
		"Category", "Section", "Group", "Age group", "Nomination"}},
	{"supervisor", Text{TG: "Роҳбар", RU: "Руководитель", EN: "Supervisor"}, []string{
		"Роҳбари илмӣ", "Роҳбари лоиҳа", "Мураббӣ", "Муаллим", "Омӯзгор", "Мушовир", "Научный руководитель", "Руководитель проекта", "Тренер", "Наставник", "Учитель", "Преподаватель", "Педагог", "Консультант",
		"Coach", "Teacher", "Mentor", "Adviser", "Advisor"}},
	{"-", Text{TG: "№", RU: "№ п/п", EN: "No."}, []string{"Т/р", "р/т", "п/п", "Рақам", "Рақами тартибӣ", "Порядковый номер", "N", "Nr", "#", "Number"}},
}

// fieldHeadings are of fields that the forms of our presets have, and of others
// that a contest may well add; any other field is found by its own name.
var fieldHeadings = []heading{
	{"coach", Text{TG: "Мураббӣ", RU: "Тренер", EN: "Coach"}, []string{"Мураббии даста", "Наставник"}},
	{"robot", Text{TG: "Робот", RU: "Робот", EN: "Robot"}, []string{"Номи робот", "Название робота", "Имя робота", "Robot name"}},
	{"repository-url", Text{TG: "Анбори код", RU: "Репозиторий", EN: "Repository"}, []string{"Ссылка на репозиторий", "Пайванд", "Ссылка", "Repository URL", "GitHub"}},
	{"subject", Text{TG: "Фан", RU: "Предмет", EN: "Subject"}, []string{"Фанни таълимӣ", "Преподаваемый предмет", "Дисциплина"}},
	{"abstract", Text{TG: "Фишурда", RU: "Аннотация", EN: "Abstract"}, []string{"Аннотатсия", "Краткое описание", "Summary"}},
	{"category", Text{TG: "Категория", RU: "Категория", EN: "Category"}, []string{"Бахш", "Номинация", "Номинатсия", "Направление", "Самт"}},
	{"section", Text{TG: "Бахш", RU: "Секция", EN: "Section"}, []string{"Номи бахш", "Название секции"}},
	{"grade", Text{TG: "Синф", RU: "Класс", EN: "Grade"}, []string{"Синфи", "Class", "Form"}},
	{"class", Text{TG: "Синф", RU: "Класс", EN: "Class"}, []string{"Синфи", "Grade", "Form"}},
	{"age", Text{TG: "Синну сол", RU: "Возраст", EN: "Age"}, []string{"Сол", "Лет", "Полных лет"}},
}
